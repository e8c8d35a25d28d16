'use client'

import { createContext, type ReactNode, use, useEffect, useRef, useState, useSyncExternalStore } from 'react'

import { LiveConnection, type LiveEvent, type LiveState } from './live_connection'

const Live = createContext<LiveConnection | null>(null)

/**
 * Keeps one stream open for what is inside. `who` is the portal and the person (`shop:ada`): another one is another stream,
 * null is none yet.
 */
export function LiveProvider({ who, children }: { who: string | null; children: ReactNode }) {
  const [connection, setConnection] = useState<LiveConnection | null>(null)
  useEffect(() => {
    if (who === null) return
    const opened = new LiveConnection({ address: '/api/events', name: `waybill-live:${who}`, locks: navigator.locks })
    opened.start()
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the connection is the browser's: there is none on the server
    setConnection(opened)
    return () => { opened.close(); setConnection(null) }
  }, [who])
  return <Live value={connection}>{children}</Live>
}

/** Calls `handler` with each event of the stream, and with `{type: 'reset'}` when what is shown must be read anew. */
export function useLiveEvents(handler: (event: LiveEvent) => void): void {
  const connection = use(Live)
  const latest = useRef(handler)
  useEffect(() => { latest.current = handler })
  useEffect(() => connection?.subscribe((event) => latest.current(event)), [connection])
}

export function useLiveState(): LiveState {
  const connection = use(Live)
  return useSyncExternalStore(
    (changed) => connection?.watchState(changed) ?? (() => undefined),
    () => connection?.state() ?? 'reconnecting',
    () => 'reconnecting',
  )
}
