/** next/navigation for tests: an address that a page reads and changes. `address.value` is where it is. */

import { useSyncExternalStore } from 'react'

const watchers = new Set<() => void>()
export const address = {
  value: '/',
  go(to: string) {
    this.value = new URL(to, `http://portal.test${this.value}`).href.replace('http://portal.test', '')
    for (const watcher of watchers) watcher()
  },
}

function useAddress(): URL {
  const value = useSyncExternalStore((changed) => { watchers.add(changed); return () => watchers.delete(changed) }, () => address.value)
  return new URL(value, 'http://portal.test')
}

const router = {
  push: (to: string) => address.go(to),
  replace: (to: string) => address.go(to),
  refresh: () => undefined,
  prefetch: () => undefined,
  back: () => undefined,
  forward: () => undefined,
}

export const useRouter = () => router
export const usePathname = () => useAddress().pathname
export const useSearchParams = () => useAddress().searchParams
export const useParams = () => ({})
export function notFound(): never { throw new Error('not found') }
export function redirect(to: string): never { throw new Error(`redirect to ${to}`) }
