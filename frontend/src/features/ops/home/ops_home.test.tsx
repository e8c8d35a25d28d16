import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { answers, isSignedIn, OLIVIA, refuses, renderOps, SAM, server } from '@/testing'

import { OpsHome } from '.'

function list(count: number, more = false, item: Record<string, unknown> = {}) {
  return { items: Array.from({ length: count }, () => item), next_cursor: more ? 'c' : null }
}

function desk(person = OLIVIA) {
  const today = new Date().toISOString().slice(0, 10)
  server.use(
    isSignedIn(person),
    answers('get', '/api/orders', list(100, true)),
    answers('get', '/api/products', list(3)),
    answers('get', '/api/notices', list(0)),
    answers('get', '/api/operations', { items: [{ state: 'RUNNING' }, { state: 'SUCCEEDED' }, { state: 'QUEUED' }], next_cursor: null }),
    answers('get', '/api/dead-letters', list(1)),
    answers('get', '/api/insights/orders-by-day', {
      from: today, to: today, as_of: `${today}T00:00:00Z`,
      items: [{ day: today, orders: 12, amounts: [{ currency: 'USD', orders: 12, ordered_minor: 7000, taken_back_minor: 500, revenue_minor: 6500 }] }],
    }),
  )
}

test('what waits is counted, and leads there', async () => {
  desk()
  await renderOps(<OpsHome />)
  expect(await screen.findByRole('link', { name: /100\+.*Orders to ship/ })).toHaveAttribute('href', '/ops/orders?status=PROCESSING')
  expect(await screen.findByRole('link', { name: /Needs attention.*3.*Products running low/ })).toHaveAttribute('href', '/ops/low-stock')
  expect(await screen.findByRole('link', { name: /2.*Operations going on/ })).toBeVisible()
  expect(await screen.findByRole('link', { name: /0.*Unread notices/ })).toBeVisible()
  expect(await screen.findByText('$65.00')).toBeVisible()
})

test('agents are not told of dead letters, which they may not read', async () => {
  desk(SAM)
  await renderOps(<OpsHome />)
  await screen.findByRole('link', { name: /100\+.*Orders to ship/ })
  expect(screen.queryByText('Dead letters waiting')).toBeNull()
})

test('what cannot be counted says so, the rest stands', async () => {
  desk()
  server.use(refuses('get', '/api/products', 'internal_error', 500))
  await renderOps(<OpsHome />)
  await waitFor(() => expect(screen.getByRole('link', { name: /\?.*Products running low/ })).toBeVisible())
  expect(await screen.findByRole('link', { name: /100\+.*Orders to ship/ })).toBeVisible()
})
