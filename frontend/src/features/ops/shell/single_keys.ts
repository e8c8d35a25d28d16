'use client'

import { useCallback, useState } from 'react'

const STORED_AS = 'waybill-single-keys'

/** Whether single keys are shortcuts; who dictates or has a tremor turns them off (WCAG 2.1.4). Remembered in the browser. */
export function useSingleKeys() {
  const [singleKeys, set] = useState(() => stored() !== 'off')
  const setSingleKeys = useCallback((on: boolean) => {
    set(on)
    try {
      window.localStorage.setItem(STORED_AS, on ? 'on' : 'off')
    } catch { /* a browser that keeps nothing: it holds for this page */ }
  }, [])
  return { singleKeys, setSingleKeys }
}

function stored(): string | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage.getItem(STORED_AS)
  } catch {
    return null
  }
}
