import '@testing-library/jest-dom/vitest'

import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'

import { address } from './navigation'
import { server } from './server'

// a busy machine needs more than the usual second
configure({ asyncUtilTimeout: 8_000 })

// what a page asks that a test did not think of is a fault of the test
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => { cleanup(); server.resetHandlers() })
afterAll(() => server.close())

// jsdom has no layout and no media
window.matchMedia ??= ((query: string) => ({
  matches: false, media: query, onchange: null, addEventListener: () => undefined, removeEventListener: () => undefined,
  addListener: () => undefined, removeListener: () => undefined, dispatchEvent: () => false,
})) as typeof window.matchMedia
Element.prototype.getAnimations ??= () => []
Element.prototype.scrollIntoView ??= () => undefined

vi.mock('next/navigation', async () => await import('./navigation'))

// Next.js hears of these too
window.history.pushState = (_state, _unused, to) => address.go(String(to))
window.history.replaceState = (_state, _unused, to) => address.go(String(to))
