import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'

import type { GetOrderApiResponse, ListOrdersApiResponse, MoveOrdersApiResponse, OperationView } from '@/api/ops'
import { CommandCentre } from '@/features/ops/shell'
import { CommandProvider } from '@/lib/commands'
import { LiveProvider } from '@/lib/live'
import { address, answers, answersInTurn, http, HttpResponse, isSignedIn, problemBody, refuses, renderOps, SAM, server } from '@/testing'

import { anOrder, aShipment, withTimeline } from './orders.testing'
import { type Order, shortNumber } from './order'
import { OrdersQueue } from './orders_queue'

type Tell = (event: Record<string, unknown>) => void
const nobodyListens: Tell = () => { throw new Error('no stream is open') }
let send = nobodyListens

/** Tells the page, once it listens. */
const tell = async (event: Record<string, unknown>) => await waitFor(() => send(event))

function streams() {
  return http.get('/api/events', () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = ({ type, ...event }) => controller.enqueue(new TextEncoder().encode(`event: ${String(type)}\ndata: ${JSON.stringify({ type, ...event })}\n\n`))
      },
    })
    return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } })
  })
}

function lists(...orders: Order[]) {
  return answers<ListOrdersApiResponse>('get', '/api/orders', { items: orders, next_cursor: null })
}

let opened = 0
function queue() {
  return (
    <LiveProvider who={`ops:test-${opened++}`}>
      <CommandProvider><CommandCentre navigation={[]} /><OrdersQueue /></CommandProvider>
    </LiveProvider>
  )
}

const numbers = () => screen.getAllByRole('link', { name: /^[0-9A-F]{8}$/ }).map((link) => link.textContent)
const number = (order: Order) => shortNumber(order.order_id)
const rowOf = (order: Order) => screen.getByRole('link', { name: number(order) }).closest('tr')!
const eventOf = (order: Order, more: Record<string, unknown>) => ({
  order_id: order.order_id, customer_id: order.customer_id, placed_at: order.created_at, at: '2026-11-25T13:00:00Z', actor: 'ops:olivia', ...more,
})

beforeEach(() => { send = nobodyListens; window.localStorage.clear(); server.use(isSignedIn(SAM), streams()) })

describe('the five states', () => {
  test('loading', async () => {
    server.use(http.get('/api/orders', () => new Promise<Response>(() => undefined)))
    await renderOps(queue(), { at: '/ops/orders' })
    expect(screen.getByText('Loading')).toBeInTheDocument()
  })

  test('empty', async () => {
    server.use(lists())
    await renderOps(queue(), { at: '/ops/orders' })
    expect(await screen.findByRole('heading', { name: 'No orders yet' })).toBeVisible()
  })

  test('no match, with Clear', async () => {
    server.use(lists())
    const { user } = await renderOps(queue(), { at: '/ops/orders?status=CANCELLED' })
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }))
    expect(address.value).toBe('/ops/orders')
  })

  test('error, with Retry', async () => {
    const order = anOrder()
    server.use(answersInTurn('get', '/api/orders', () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 }), () => HttpResponse.json({ items: [order], next_cursor: null })))
    const { user } = await renderOps(queue(), { at: '/ops/orders' })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('link', { name: number(order) })).toBeVisible()
  })

  test('stale: what is shown stays when it cannot be read anew', async () => {
    const order = anOrder()
    server.use(answersInTurn('get', '/api/orders', () => HttpResponse.json({ items: [order], next_cursor: null }), () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 })))
    await renderOps(queue(), { at: '/ops/orders' })
    await screen.findByRole('link', { name: number(order) })
    await tell({ type: 'reset' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(screen.getByRole('link', { name: number(order) })).toBeVisible()
  })
})

describe('filters', () => {
  test('are the address: several statuses, days, a customer', async () => {
    const asked = vi.fn()
    server.use(http.get('/api/orders', ({ request }) => {
      asked(Object.fromEntries(['status', 'customer_id', 'cursor', 'limit'].map((name) => [name, new URL(request.url).searchParams.getAll(name).join(' ')])))
      return HttpResponse.json({ items: [anOrder()], next_cursor: 'more' })
    }))
    const { user } = await renderOps(queue(), { at: '/ops/orders?status=PROCESSING&customer=ada' })
    await screen.findByRole('table')
    await user.click(screen.getByRole('button', { name: 'Delivered' }))
    expect(address.value).toBe('/ops/orders?status=PROCESSING&status=DELIVERED&customer=ada')
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith({ status: 'PROCESSING DELIVERED', customer_id: 'ada', cursor: '', limit: '50' }))
    expect(screen.getByRole('link', { name: 'Export CSV' })).toHaveAttribute('href', '/api/orders/export?status=PROCESSING&status=DELIVERED&customer_id=ada')
    await user.click(await screen.findByRole('button', { name: 'Next page' }))
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith({ status: 'PROCESSING DELIVERED', customer_id: 'ada', cursor: 'more', limit: '50' }))
    expect(address.value).toContain('cursor=more')
  })

  test('one box finds a tracking number and a customer, and says which columns are kept', async () => {
    const parcel = anOrder({ shipments: [aShipment({ tracking_number: '1Z77' })] })
    server.use(http.get('/api/orders', ({ request }) => {
      const query = new URL(request.url).searchParams
      return HttpResponse.json({ items: query.get('tracking_number') === '1Z77' ? [parcel] : query.has('customer_id') ? [] : [anOrder(), anOrder()], next_cursor: null })
    }))
    const { user } = await renderOps(queue(), { at: '/ops/orders?columns=tracking' })
    await screen.findByRole('table')
    await user.type(screen.getByRole('searchbox', { name: 'Order, customer or tracking number' }), '1Z77')
    await waitFor(() => expect(numbers()).toEqual([number(parcel)]))
    expect(address.value).toBe('/ops/orders?search=1Z77&columns=tracking')
    expect(screen.queryByRole('columnheader', { name: 'Total' })).not.toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Export CSV' })).toHaveAttribute('href', '/api/orders/export?tracking_number=1Z77')
  })

  test('a whole number is asked for by itself, and one that is nobody’s matches nothing', async () => {
    const order = anOrder()
    server.use(answers<GetOrderApiResponse>('get', `/api/orders/${order.order_id}`, withTimeline(order)))
    const shown = await renderOps(queue(), { at: `/ops/orders?search=${order.order_id}` })
    await waitFor(() => expect(numbers()).toEqual([number(order)]))
    shown.unmount()
    server.use(refuses('get', `/api/orders/${order.order_id}`, 'not_found', 404))
    await renderOps(queue(), { at: `/ops/orders?search=${order.order_id}` })
    expect(await screen.findByRole('heading', { name: 'Nothing matches' })).toBeVisible()
  })

  test('are kept under a name, with their columns', async () => {
    server.use(lists(anOrder()))
    const { user } = await renderOps(queue(), { at: '/ops/orders?status=CANCELLED&columns=total' })
    await screen.findByRole('table')
    await user.click(screen.getByRole('button', { name: 'Views' }))
    await user.type(await screen.findByRole('textbox', { name: 'Name of this view' }), 'Lost')
    await user.click(screen.getByRole('button', { name: 'Save view' }))
    await user.click(screen.getByRole('button', { name: 'All orders' }))
    expect(address.value).toBe('/ops/orders')
    await user.click(screen.getByRole('button', { name: 'Lost' }))
    expect(address.value).toBe('/ops/orders?status=CANCELLED&columns=total')
  })
})

describe('live', () => {
  test('new orders wait behind a marker, and come when asked for', async () => {
    const [known, placed] = [anOrder(), anOrder({ created_at: '2026-11-25T15:00:00Z' })]
    server.use(answersInTurn('get', '/api/orders', () => HttpResponse.json({ items: [known], next_cursor: null }), () => HttpResponse.json({ items: [placed, known], next_cursor: null })))
    const { user } = await renderOps(queue(), { at: '/ops/orders?status=PROCESSING' })
    await screen.findByRole('link', { name: number(known) })
    await tell({ type: 'order.placed', version: 1, status: 'PROCESSING', ...eventOf(placed, {}) })
    const marker = await screen.findByRole('button', { name: '1 new order' })
    expect(numbers()).toEqual([number(known)])
    await user.click(marker)
    await waitFor(() => expect(numbers()).toEqual([number(placed), number(known)]))
    await waitFor(() => expect(screen.getByRole('link', { name: number(placed) })).toHaveFocus())
  })

  test('rows follow events where they stand; older events are ignored', async () => {
    const [first, second] = [anOrder({ version: 3 }), anOrder()]
    server.use(lists(first, second))
    await renderOps(queue(), { at: '/ops/orders' })
    await screen.findByRole('link', { name: number(second) })
    await tell({ type: 'order.cancelled', version: 2, status: 'CANCELLED', ...eventOf(second, {}) })
    await tell({ type: 'order.cancelled', version: 2, status: 'CANCELLED', ...eventOf(first, {}) })
    expect(await within(rowOf(second)).findByText('Cancelled')).toBeVisible()
    expect(within(rowOf(first)).getByText('To ship')).toBeVisible()
    expect(numbers()).toEqual([number(first), number(second)])
  })
})

describe('the keyboard', () => {
  test('ships an order and goes on to the next that can be shipped', async () => {
    const [first, shipped, third] = [anOrder(), anOrder({ status: 'SHIPPED' }), anOrder()]
    const sent = vi.fn()
    server.use(
      lists(first, shipped, third),
      http.post('/api/orders/:id/shipments', async ({ request }) => {
        sent({ ifMatch: request.headers.get('If-Match'), keyed: Boolean(request.headers.get('Idempotency-Key')), body: await request.json() })
        const after = { ...first, version: 2, status: 'SHIPPED' as const, shipments: [aShipment()] }
        return HttpResponse.json(withTimeline(after, { version: 2, type: 'order.shipped', at: after.updated_at, actor: 'ops:sam', data: {} }), { status: 201 })
      }),
    )
    const { user } = await renderOps(queue(), { at: '/ops/orders' })
    await screen.findByRole('table')
    await user.keyboard('j')
    expect(screen.getByRole('link', { name: number(first) })).toHaveFocus()
    await user.keyboard('s')
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Tracking number' })).toHaveFocus())
    await user.keyboard('1Z9')
    await user.click(screen.getByRole('button', { name: 'Ship all 3 items' })) // Enter does it in a browser: see e2e
    await waitFor(() => expect(screen.getByRole('link', { name: number(third) })).toHaveFocus())
    expect(sent).toHaveBeenCalledWith({
      ifMatch: '"1"', keyed: true,
      body: { carrier: null, tracking_number: '1Z9', lines: first.lines.map(({ product_id, quantity }) => ({ product_id, quantity })) },
    })
    expect(within(rowOf(first)).getByText('Shipped')).toBeVisible()
  })

  test('says why an order cannot be cancelled', async () => {
    const order = anOrder({ shipments: [aShipment()] })
    server.use(lists(order))
    const { user } = await renderOps(queue(), { at: '/ops/orders' })
    await screen.findByRole('table')
    await user.keyboard('jc')
    expect(await screen.findByText('Part of it has shipped: close the rest instead.')).toBeVisible()
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument()
  })

  test('a lost answer is asked for with the same key', async () => {
    const order = anOrder()
    const keys: (string | null)[] = []
    server.use(lists(order), http.post('/api/orders/:id/shipments', ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'))
      return HttpResponse.json(problemBody('internal_error', 500), { status: 500 })
    }))
    const { user } = await renderOps(queue(), { at: '/ops/orders' })
    await screen.findByRole('table')
    await user.keyboard('js')
    await screen.findByRole('textbox', { name: 'Tracking number' })
    await user.keyboard('1Z9')
    await user.click(screen.getByRole('button', { name: 'Ship all 3 items' }))
    await screen.findByRole('alert')
    await user.click(screen.getByRole('button', { name: 'Ship all 3 items' }))
    await waitFor(() => expect(keys).toHaveLength(2))
    expect(keys[0]).toBe(keys[1])
    await waitFor(() => expect(screen.getByRole('button', { name: 'Ship all 3 items' })).toBeEnabled())
    await user.type(screen.getByRole('textbox', { name: 'Tracking number' }), '8')
    await user.click(screen.getByRole('button', { name: 'Ship all 3 items' }))
    await waitFor(() => expect(keys).toHaveLength(3))
    expect(keys[2]).not.toBe(keys[0])
  })
})

describe('a conflict', () => {
  test('shows who did what since, side by side, and lets one do it on what stands', async () => {
    const seen = anOrder()
    const now = withTimeline({ ...seen, version: 2, shipments: [aShipment({ lines: [{ product_id: seen.lines[0]!.product_id, quantity: 1 }] })] }, {
      version: 2, type: 'order.partly_shipped', at: '2026-11-25T12:30:00Z', actor: 'ops:olivia', data: {},
    })
    const matched: (string | null)[] = []
    server.use(
      lists(seen),
      answers<GetOrderApiResponse>('get', `/api/orders/${seen.order_id}`, now),
      http.patch('/api/orders/:id/status', ({ request }) => {
        matched.push(request.headers.get('If-Match'))
        return HttpResponse.json(problemBody('stale_version', 412, { current_version: 2 }), { status: 412 })
      }),
    )
    const { user } = await renderOps(queue(), { at: '/ops/orders' })
    await screen.findByRole('table')
    await user.keyboard('jc')
    await user.click(await screen.findByRole('button', { name: 'Cancel order' }))
    const dialog = await screen.findByRole('dialog', { name: 'This order has changed since you looked' })
    expect(within(dialog).getByText('olivia (operations)')).toBeVisible()
    expect(within(dialog).getByText('shipped part of it')).toBeVisible()
    expect(within(dialog).getByRole('row', { name: /Parcels None 1 item, UPS, 1Z1 Changed/ })).toBeVisible()
    expect(within(dialog).getByText('“Cancel order” is no longer possible: Part of it has shipped: close the rest instead.')).toBeVisible()
    expect(within(dialog).queryByRole('button', { name: 'Cancel order all the same' })).not.toBeInTheDocument()
    await user.click(within(dialog).getByRole('button', { name: 'Leave it as it is now' }))
    expect(await within(rowOf(seen)).findByText('Partly shipped')).toBeVisible()
    expect(matched).toEqual(['"1"'])
  })
})

describe('many at once', () => {
  test('those that can be moved are, with a result for each', async () => {
    const [fine, refused, shipped] = [anOrder(), anOrder(), anOrder({ status: 'DELIVERED' })]
    const operation: OperationView = {
      operation_id: 'op-1', kind: 'move_orders', state: 'QUEUED', attempts: 0, asked_by: 'sam', parameters: {}, progress: null, result: null, problem: null,
      created_at: '2026-11-25T12:00:00Z', updated_at: '2026-11-25T12:00:00Z',
    }
    const ended = {
      ...operation, state: 'SUCCEEDED' as const,
      result: { moved: 1, refused: 1, orders: [
        { order_id: fine.order_id, moved: true, version: 2, type: 'order.shipped' },
        { order_id: refused.order_id, moved: false, problem: { code: 'transition_refused', detail: 'No.', from: 'CANCELLED' } },
      ] },
    }
    const asked = vi.fn()
    server.use(
      lists(fine, refused, shipped),
      http.post('/api/orders/transitions', async ({ request }) => { asked(await request.json()); return HttpResponse.json(operation satisfies MoveOrdersApiResponse, { status: 202 }) }),
      answersInTurn('get', '/api/operations/op-1', () => HttpResponse.json(problemBody('not_found', 404), { status: 404 }), () => HttpResponse.json(ended)),
      answers<GetOrderApiResponse>('get', `/api/orders/${fine.order_id}`, withTimeline({ ...fine, version: 2, status: 'SHIPPED' })),
      answers<GetOrderApiResponse>('get', `/api/orders/${refused.order_id}`, withTimeline({ ...refused, version: 2, status: 'CANCELLED' })),
    )
    const { user } = await renderOps(queue(), { at: '/ops/orders' })
    await screen.findByRole('table')
    await user.keyboard('a')
    await user.click(await screen.findByRole('button', { name: 'Change status' }))
    const notYet = await screen.findByRole('menuitem', { name: /Mark 0 orders as delivered/ })
    expect(notYet).toHaveAttribute('aria-disabled', 'true')
    expect(notYet).toHaveTextContent('Not all of it has shipped yet.')
    await user.click(screen.getByRole('menuitem', { name: 'Ship 2 orders' }))
    const dialog = await screen.findByRole('dialog', { name: 'Ship 2 orders?' })
    expect(within(dialog).getByText(/It is delivered already/)).toHaveTextContent(number(shipped))
    await user.click(within(dialog).getByRole('button', { name: 'Ship 2 orders' }))
    expect(await screen.findByText('1 order changed, 1 refused', {}, { timeout: 8_000 })).toBeVisible()
    expect(asked).toHaveBeenCalledWith({ status: 'SHIPPED', order_ids: [fine.order_id, refused.order_id] })
    expect(screen.getByText('Not changed: it is “Cancelled” now.').closest('li')).toHaveTextContent(number(refused))
    await user.click(screen.getAllByRole('button', { name: 'Close' }).at(-1)!)
    await waitFor(() => expect(within(rowOf(fine)).getByText('Shipped')).toBeVisible())
    await waitFor(() => expect(within(rowOf(refused)).getByText('Cancelled')).toBeVisible())
  })
})
