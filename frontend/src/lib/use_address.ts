'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'

export interface Address {
  /** What the address says of `name`; null where it is silent. */
  get: (name: string) => string | null
  /** The same page with other choices. Null and '' leave the address. */
  with: (changes: Record<string, string | null>) => string
  /** Go there: a step that the browser's history leads back from, or (`replace`) none. */
  go: (changes: Record<string, string | null>, options?: { replace?: boolean }) => void
}

/** A page's filters, sort and place in a list are its address, so that back, reload and a sent link restore them. */
export function useAddress(): Address {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const changed = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    const query = next.toString()
    return query ? `${path}?${query}` : path
  }
  return {
    get: (name) => params.get(name),
    with: changed,
    go: (changes, { replace = false } = {}) => router[replace ? 'replace' : 'push'](changed(changes)),
  }
}
