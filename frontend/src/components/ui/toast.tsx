'use client'

import { type ComponentType, createContext, type ReactNode, use, useCallback, useState } from 'react'

export interface ToastWords {
  title: string
  description?: string
  tone?: 'positive' | 'danger' | 'info'
  undo?: () => void
  /** What is said about the same thing again takes the place of what was said before. */
  about?: string
}
export interface Told extends ToastWords { key: number }

const Toasts = createContext<(words: ToastWords) => void>(() => undefined)

export const UNDO_MILLISECONDS = 10_000

/** Says that something was done; with `undo` there is a button that takes it back, and time to press it. */
export function useToast(): (words: ToastWords) => void {
  return use(Toasts)
}

/** What shows toasts is loaded with the first one. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<readonly Told[]>([])
  const [host, setHost] = useState<{ Host: ComponentType<{ told: readonly Told[] }> }>()
  const tell = useCallback((words: ToastWords) => {
    void import('./primitives/toasts').then(({ ToastHost }) => setHost({ Host: ToastHost }))
    setTold((before) => [...before, { ...words, key: (before.at(-1)?.key ?? 0) + 1 }])
  }, [])
  return (
    <Toasts value={tell}>
      {children}
      {host ? <host.Host told={told} /> : null}
    </Toasts>
  )
}
