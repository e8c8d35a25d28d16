'use client'

import { useEffect, useRef } from 'react'

import { useLiveEvents } from './live_provider'

/** However much happens, nothing is read anew more often than this. */
const PAUSE_MILLISECONDS = 3_000

/** Calls `refresh` soon after an event whose type begins with one of `types`, or after a gap in the stream; rarely, however many come. */
export function useLiveRefresh(types: readonly string[], refresh: () => unknown): void {
  const due = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(refresh)
  useEffect(() => { latest.current = refresh })
  useEffect(() => () => clearTimeout(due.current), [])
  useLiveEvents(({ type }) => {
    if (type !== 'reset' && !types.some((begin) => type.startsWith(begin))) return
    due.current ??= setTimeout(() => { due.current = undefined; latest.current() }, PAUSE_MILLISECONDS)
  })
}
