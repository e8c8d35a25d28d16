import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'

import type { GetOrderApiResponse } from '@/api/ops'
import { CommandCentre } from '@/features/ops/shell'
import { CommandProvider } from '@/lib/commands'
import { answers, answersInTurn, http, HttpResponse, isSignedIn, problemBody, refuses, renderOps, SAM, server } from '@/testing'

import { type OrderDetails, shortNumber } from './order'
import { OrderPage } from './order_page'
import { anOrder, aShipment, MUG, POT, withTimeline } from './orders.testing'

function page(order: { order_id: string }) {
  return <CommandProvider><CommandCentre navigation={[]} /><OrderPage orderId={order.order_id} /></CommandProvider>
}

function reads(order: OrderDetails) {
  return answers<GetOrderApiResponse>('get', `/api/orders/${order.order_id}`, order)
}

beforeEach(() => { window.localStorage.clear(); server.use(isSignedIn(SAM)) })

describe('its states', () => {
  test('loading', async () => {
    const order = anOrder()
    server.use(http.get(`/api/orders/${order.order_id}`, () => new Promise<Response>(() => undefined)))
    await renderOps(page(order))
    expect(screen.getByText('Loading')).toBeInTheDocument()
  })

  test('an order that is not there', async () => {
    const order = anOrder()
    server.use(refuses('get', `/api/orders/${order.order_id}`, 'not_found', 404))
    await renderOps(page(order))
    expect(await screen.findByRole('heading', { name: 'There is no such order', level: 1 })).toBeVisible()
    expect(screen.getByRole('link', { name: 'To the orders' })).toHaveAttribute('href', '/ops/orders')
  })

  test('error, with Retry', async () => {
    const order = withTimeline(anOrder())
    server.use(answersInTurn('get', `/api/orders/${order.order_id}`, () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 }), () => HttpResponse.json(order)))
    const { user } = await renderOps(page(order))
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: `Order ${shortNumber(order.order_id)}`, level: 1 })).toBeVisible()
  })
})

test('shows what was ordered, what is where, and who did what', async () => {
  const order = withTimeline(anOrder({ version: 2, shipments: [aShipment()] }), {
    version: 2, type: 'order.partly_shipped', at: '2026-11-25T12:00:00Z', actor: 'ops:sam', data: { carrier: 'UPS', tracking_number: '1Z1' },
  })
  server.use(reads(order))
  await renderOps(page(order))
  const items = await screen.findByRole('table', { name: 'Items' })
  expect(within(items).getByRole('row', { name: /Harbour Mug/ })).toHaveTextContent('$14.0022')
  expect(within(items).getByRole('row', { name: /Slow Pot/ })).toHaveTextContent('$42.0010')
  expect(screen.getByText('$70.00')).toBeVisible()
  expect(screen.getByRole('link', { name: /1Z1/ })).toHaveAttribute('href', 'https://www.ups.com/track?tracknum=1Z1')
  const steps = within(screen.getByRole('list', { name: 'Timeline' })).getAllByRole('listitem')
  await waitFor(() => expect(steps[0]).toHaveTextContent('Sam Whitfield (you) shipped part of it'))
  expect(steps[0]).toHaveTextContent(/UPS 1Z1$/)
  expect(steps[1]).toHaveTextContent(/^Customer ada placed the order/)
  expect(screen.getByRole('link', { name: 'All orders of ada' })).toHaveAttribute('href', '/ops/orders?customer=ada')
})

test('ships some of the lines', async () => {
  const order = withTimeline(anOrder())
  const sent = vi.fn()
  server.use(reads(order), http.post('/api/orders/:id/shipments', async ({ request }) => {
    sent(await request.json())
    return HttpResponse.json({ ...order, version: 2, shipments: [aShipment()] } satisfies OrderDetails, { status: 201 })
  }))
  const { user } = await renderOps(page(order))
  await user.click(await screen.findByRole('button', { name: 'Ship' }))
  await user.click(await screen.findByRole('button', { name: 'Units of Harbour Mug: one less' }))
  await user.click(screen.getByRole('button', { name: 'Units of Slow Pot: one less' }))
  await user.type(screen.getByRole('combobox', { name: 'Carrier' }), ' DHL ')
  await user.click(screen.getByRole('button', { name: 'Ship 1 item' }))
  await waitFor(() => expect(sent).toHaveBeenCalledWith({ carrier: 'DHL', tracking_number: null, lines: [{ product_id: MUG.product_id, quantity: 1 }] }))
  expect(await screen.findByText('Partly shipped')).toBeVisible()
})

test('an empty parcel is not sent', async () => {
  const order = withTimeline(anOrder({ lines: [POT] }))
  server.use(reads(order))
  const { user } = await renderOps(page(order))
  await user.click(await screen.findByRole('button', { name: 'Ship' }))
  await user.click(await screen.findByRole('button', { name: 'Units of Slow Pot: one less' }))
  expect(screen.getByRole('button', { name: /^Ship 0/ })).toBeDisabled()
  expect(screen.getByText('Put at least one item into the parcel.')).toBeVisible()
})

test('offers what is legal, and says of the rest why it is not', async () => {
  const order = withTimeline(anOrder({ status: 'SHIPPED', shipments: [aShipment()] }))
  server.use(reads(order))
  const { user } = await renderOps(page(order))
  expect(await screen.findByRole('button', { name: 'Mark as delivered' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'More actions' }))
  expect(await screen.findByRole('menuitem', { name: /^Ship/ })).toHaveTextContent('All of it has shipped.')
  expect(screen.getByRole('menuitem', { name: /^Cancel/ })).toHaveTextContent('It has shipped: what has left cannot be cancelled.')
})

test('corrects a parcel, of the version that was seen; a conflict can be overruled', async () => {
  const order = withTimeline(anOrder({ version: 2, shipments: [aShipment()] }))
  const theirs = withTimeline({ ...order, version: 3, shipments: [aShipment({ tracking_number: '1Z2' })] }, {
    version: 3, type: 'order.shipment_corrected', at: '2026-11-25T12:30:00Z', actor: 'ops:olivia', data: {},
  })
  const mine = { ...theirs, version: 4, shipments: [aShipment({ tracking_number: '1Z3' })] } satisfies OrderDetails
  const sent: unknown[] = []
  server.use(
    answersInTurn('get', `/api/orders/${order.order_id}`, () => HttpResponse.json(order), () => HttpResponse.json(theirs)),
    http.patch('/api/orders/:id/shipments/:shipment', async ({ request }) => {
      const ifMatch = request.headers.get('If-Match')
      sent.push([ifMatch, await request.json()])
      return ifMatch === '"3"' ? HttpResponse.json(mine) : HttpResponse.json(problemBody('stale_version', 412, { current_version: 3 }), { status: 412 })
    }),
  )
  const { user } = await renderOps(page(order))
  await user.click(await screen.findByRole('button', { name: 'Edit tracking' }))
  const field = await screen.findByRole('textbox', { name: 'Tracking number' })
  await user.clear(field)
  await user.type(field, '1Z3')
  await user.click(screen.getByRole('button', { name: 'Save tracking' }))
  const conflict = await screen.findByRole('dialog', { name: 'This order has changed since you looked' })
  expect(within(conflict).getByRole('row', { name: /Parcels 2 items, UPS, 1Z1 2 items, UPS, 1Z2 Changed/ })).toBeVisible()
  await user.click(within(conflict).getByRole('button', { name: 'Save tracking all the same' }))
  expect(await screen.findByRole('link', { name: /1Z3/ })).toBeVisible()
  expect(sent).toEqual([['"2"', { carrier: 'UPS', tracking_number: '1Z3' }], ['"3"', { carrier: 'UPS', tracking_number: '1Z3' }]])
})
