import { screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'

import type { Order, TimelineEntry } from '@/api/shop'
import { ADA, address, answers, answersInTurn, http, HttpResponse, isSignedIn, isSignedOut, problemBody, refuses, renderShop, server } from '@/testing'

import { OrderList, OrderPage } from '.'
import { trackingAddress } from './carriers'

function order(id: string, more: Partial<Order> = {}): Order {
  return {
    order_id: `${id}-0000`, status: 'PROCESSING', total: { amount_minor: 7000, currency: 'USD' }, shipments: [], version: 1,
    lines: [{ product_id: 'p1', sku: 'MUG', name: 'Morning Mug', quantity: 2, unit_price: { amount_minor: 3500, currency: 'USD' } }],
    ship_to: { name: 'Ada Lindqvist', line1: 'Skeppargatan 41', line2: null, postal_code: '114 58', city: 'Stockholm', region: null, country: 'SE' },
    created_at: '2026-11-25T10:00:00Z', updated_at: '2026-11-25T10:00:00Z', ...more,
  }
}
function entry(version: number, type: string, more: Partial<TimelineEntry> = {}): TimelineEntry {
  return { version, type, at: '2026-11-25T10:00:00Z', actor: 'shop', data: {}, ...more }
}
const PARCEL = { shipment_id: 's1', carrier: 'UPS', tracking_number: '1Z 999', shipped_at: '2026-11-25T10:00:00Z', delivered_at: null, lines: [{ product_id: 'p1', quantity: 1 }] }
const reads = (one: Order, ...entries: TimelineEntry[]) => server.use(answers('get', `/api/orders/${one.order_id}`, one), answers('get', `/api/orders/${one.order_id}/timeline`, { items: entries }))

beforeEach(() => server.use(isSignedIn(ADA)))

test('the list: a skeleton, then each order with its state, total and day', async () => {
  server.use(answers('get', '/api/orders', { items: [order('aaaaaaaa'), order('bbbbbbbb', { shipments: [PARCEL] }), order('cccccccc', { status: 'CANCELLED' })], next_cursor: null }))
  await renderShop(<OrderList />, { at: '/orders' })
  expect(screen.getByText('Loading')).toBeInTheDocument()
  expect(await screen.findAllByRole('article')).toHaveLength(3)
  for (const word of ['Being prepared', 'Partly shipped', 'Cancelled']) expect(screen.getByText(word)).toBeVisible()
  expect(screen.getAllByRole('link', { name: 'Morning Mug' })[0]).toHaveAttribute('href', '/orders/aaaaaaaa-0000')
  expect(screen.getAllByText('$70.00')).toHaveLength(3)
})

test('no orders, nobody signed in, and a failure with Retry', async () => {
  server.use(answers('get', '/api/orders', { items: [], next_cursor: null }))
  const empty = await renderShop(<OrderList />, { at: '/orders' })
  expect(await screen.findByText('No orders yet')).toBeVisible()
  empty.unmount()
  server.use(isSignedOut())
  const signedOut = await renderShop(<OrderList />, { at: '/orders' })
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in to see your orders' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/api/session/sign-in?return_to=%2Forders')
  signedOut.unmount()
  server.use(isSignedIn(ADA), answersInTurn('get', '/api/orders', () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 }), () => HttpResponse.json({ items: [order('aaaaaaaa')], next_cursor: null })))
  const { user } = await renderShop(<OrderList />, { at: '/orders' })
  await user.click(await screen.findByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('article')).toBeVisible()
})

test('older orders come by cursor, and the address keeps how many pages', async () => {
  server.use(http.get('/api/orders', ({ request }) => {
    const cursor = new URL(request.url).searchParams.get('cursor')
    return HttpResponse.json({ items: [order(cursor ? 'bbbbbbbb' : 'aaaaaaaa')], next_cursor: cursor ? null : 'next' })
  }))
  const { user } = await renderShop(<OrderList />, { at: '/orders' })
  await user.click(await screen.findByRole('button', { name: 'Load more' }))
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2))
  expect(address.value).toBe('/orders?pages=2')
  expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument()
})

test('an order: what happened and what comes, its parcel at the carrier, and why it cannot be cancelled', async () => {
  const one = order('aaaaaaaa', { shipments: [PARCEL], version: 2 })
  reads(one, entry(1, 'order.placed', { actor: 'you' }), entry(2, 'order.partly_shipped', { data: { carrier: 'UPS', tracking_number: '1Z 999', lines: PARCEL.lines } }))
  await renderShop(<OrderPage orderId={one.order_id} />, { at: `/orders/${one.order_id}?placed=1` })
  expect(await screen.findByRole('heading', { level: 1, name: 'Order AAAAAAAA' })).toBeVisible()
  expect(screen.getByText('Thank you, Ada. Your order is placed.')).toBeVisible()
  expect(await screen.findByText('Order placed')).toBeVisible()
  expect(screen.getByText('Part of it has shipped')).toBeVisible()
  expect(screen.getByText('Arrives at your door')).toBeVisible()
  expect(screen.getByRole('link', { name: /1Z 999/ })).toHaveAttribute('href', 'https://www.ups.com/track?tracknum=1Z999')
  expect(screen.getByRole('button', { name: 'Cancel order' })).toBeDisabled()
  expect(screen.getByText('Part of it has shipped, so it can no longer be cancelled.')).toBeVisible()
})

test('cancelled after a question, with a reason', async () => {
  const one = order('aaaaaaaa')
  reads(one, entry(1, 'order.placed', { actor: 'you' }))
  const asked = vi.fn()
  server.use(http.post(`/api/orders/${one.order_id}/cancellation`, async ({ request }) => {
    asked(await request.json())
    reads({ ...one, status: 'CANCELLED', version: 2 }, entry(1, 'order.placed', { actor: 'you' }), entry(2, 'order.cancelled', { actor: 'you', data: { reason: 'Twice' } }))
    return HttpResponse.json({ ...one, status: 'CANCELLED' })
  }))
  const { user } = await renderShop(<OrderPage orderId={one.order_id} />)
  await user.click(await screen.findByRole('button', { name: 'Cancel order' }))
  await user.type(await screen.findByRole('textbox', { name: 'Why?' }), 'Twice')
  expect(asked).not.toHaveBeenCalled()
  await user.click(screen.getByRole('button', { name: 'Cancel the order' }))
  expect(await screen.findByText('Cancelled by you')).toBeVisible()
  expect(asked).toHaveBeenCalledExactlyOnceWith({ reason: 'Twice' })
  expect(screen.getByText('Twice')).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel order' })).not.toBeInTheDocument())
})

test('a refused cancel says why, and shows the order as it stands', async () => {
  const one = order('aaaaaaaa')
  reads(one, entry(1, 'order.placed'))
  server.use(http.post(`/api/orders/${one.order_id}/cancellation`, () => {
    reads({ ...one, status: 'SHIPPED', shipments: [PARCEL], version: 2 }, entry(1, 'order.placed'), entry(2, 'order.shipped'))
    return HttpResponse.json(problemBody('transition_refused', 409, { from: 'SHIPPED' }), { status: 409 })
  }))
  const { user } = await renderShop(<OrderPage orderId={one.order_id} />)
  await user.click(await screen.findByRole('button', { name: 'Cancel order' }))
  await user.click(await screen.findByRole('button', { name: 'Cancel the order' }))
  expect(await screen.findByText('It could not be cancelled: it moved on in the meantime.')).toBeVisible()
  expect(await screen.findByText('It has shipped, so it can no longer be cancelled.')).toBeVisible()
})

test.each([['not_found', 404], ['validation_failed', 422]] as const)('%s: there is no such order', async (code, status) => {
  server.use(refuses('get', '/api/orders/nothing', code, status))
  await renderShop(<OrderPage orderId="nothing" />)
  expect(await screen.findByRole('heading', { level: 1, name: 'There is no such order' })).toBeVisible()
})

test('carriers are known however they are written; others get no link', () => {
  expect(trackingAddress('FedEx', '12 34')).toBe('https://www.fedex.com/fedextrack/?trknbr=1234')
  expect(trackingAddress('Royal Mail', 'A&B')).toBe('https://www.royalmail.com/track-your-item#/tracking-results/A%26B')
  expect(trackingAddress('By pigeon', '1')).toBeUndefined()
  expect(trackingAddress('UPS', null)).toBeUndefined()
})
