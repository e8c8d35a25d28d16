'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** Whether the page is alive in a browser: false on the server and in the first rendering there. */
export function useHydrated(): boolean {
  return useSyncExternalStore(never, () => true, () => false)
}
