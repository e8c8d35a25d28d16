'use client'

import { useEffect, useState } from 'react'

import { useFormat } from '@/lib/format'
import { useHydrated } from '@/lib/use_hydrated'

/** How long ago, kept fresh; exactly, with its zone, on hover and to screen readers. */
export function TimeAgo({ at }: { at: string }) {
  const format = useFormat()
  const hydrated = useHydrated() // the server knows neither the person's clock nor their zone
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return <time dateTime={at} title={hydrated ? format.exact(at) : undefined}>{hydrated ? format.relative(at, now) : ''}</time>
}
