'use client'

import { usePathname, useSearchParams } from 'next/navigation'

export interface Address {
  /** What the address says of `name`; null where it is silent. */
  get: (name: string) => string | null
  /** The same page with other choices. Null and '' leave the address. */
  with: (changes: Record<string, string | null>) => string
  /** Go there: a step that the browser's history leads back from, or (`replace`) none. */
  go: (changes: Record<string, string | null>, options?: { replace?: boolean }) => void
}

/**
 * A page's filters, sort and place in a list are its address, so that back, reload and a sent link restore them. Going there asks
 * nothing of the server, which makes the same page for all of them: search as you type is as fast as the typing.
 */
export function useAddress(): Address {
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
    go: (changes, { replace = false } = {}) => window.history[replace ? 'replaceState' : 'pushState'](null, '', changed(changes)),
  }
}
