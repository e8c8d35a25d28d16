'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** A filter with its columns, under a name that somebody gave it: `query` is the queue's address behind the `?`. */
export interface SavedView { name: string; query: string }

const STORED_AS = 'waybill-order-views'
const NONE: readonly SavedView[] = []
const watchers = new Set<() => void>()
let read: { text: string | null; views: readonly SavedView[] } = { text: null, views: NONE }

/** Kept in this browser, in all its tabs. */
export function useSavedViews() {
  const views = useSyncExternalStore(watch, stored, () => NONE)
  const save = useCallback((view: SavedView) => store([...stored().filter(({ name }) => name !== view.name), view]), [])
  const remove = useCallback((name: string) => store(stored().filter((view) => view.name !== name)), [])
  return { views, save, remove }
}

function stored(): readonly SavedView[] {
  let text: string | null = null
  try {
    text = window.localStorage.getItem(STORED_AS)
    if (text !== read.text) read = { text, views: text ? (JSON.parse(text) as unknown[]).filter(isView) : NONE }
  } catch {
    read = { text, views: NONE } // a browser that keeps nothing, or what is no list of views
  }
  return read.views
}

function store(views: readonly SavedView[]): void {
  try {
    window.localStorage.setItem(STORED_AS, JSON.stringify(views))
  } catch { /* a browser that keeps nothing */ }
  for (const watcher of watchers) watcher()
}

function watch(changed: () => void): () => void {
  watchers.add(changed)
  window.addEventListener('storage', changed)
  return () => {
    watchers.delete(changed)
    window.removeEventListener('storage', changed)
  }
}

function isView(value: unknown): value is SavedView {
  return typeof value === 'object' && value !== null && 'name' in value && 'query' in value
    && typeof value.name === 'string' && typeof value.query === 'string'
}
