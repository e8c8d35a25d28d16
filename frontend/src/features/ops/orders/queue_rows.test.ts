import { describe, expect, test } from 'vitest'

import { anOrder, aShipment, MUG } from './orders.testing'
import { afterEvent, leavesGap, type OrderEvent } from './order_events'
import { afterAsking, afterOrderEvent, afterReading, NO_ROWS } from './queue_rows'

function event(order: ReturnType<typeof anOrder>, more: Partial<OrderEvent>): OrderEvent {
  return {
    type: 'order.shipped', order_id: order.order_id, version: 2, at: '2026-11-25T13:00:00Z', actor: 'ops:sam',
    customer_id: order.customer_id, status: 'SHIPPED', placed_at: order.created_at, ...more,
  }
}

describe('rows', () => {
  test('change where they stand, and what is new waits', () => {
    const [first, second] = [anOrder(), anOrder()]
    const rows = afterReading(NO_ROWS, [first, second])
    const placed = anOrder({ created_at: '2026-11-25T15:00:00Z' })
    const read = afterReading(rows, [placed, { ...second, status: 'SHIPPED', version: 2 }])
    expect(read.items?.map(({ order_id, status }) => [order_id, status])).toEqual([[first.order_id, 'PROCESSING'], [second.order_id, 'SHIPPED']])
    expect([...read.waiting]).toEqual([placed.order_id])
    expect(afterAsking([placed, first]).waiting.size).toBe(0)
  })

  test('an older order that slides onto the page is not new', () => {
    const [first, second] = [anOrder(), anOrder()]
    const rows = afterReading(NO_ROWS, [first])
    expect(afterReading(rows, [first, second]).waiting.size).toBe(0)
  })

  test('an answer that is older than an event changes nothing', () => {
    const order = anOrder()
    const rows = afterOrderEvent(afterReading(NO_ROWS, [order]), event(order, {}), true)
    expect(afterReading(rows, [{ ...order }]).items?.[0]?.status).toBe('SHIPPED')
  })

  test('a placed order waits once, if it belongs there, and no longer when it is cancelled', () => {
    const order = anOrder()
    const placed = event(order, { type: 'order.placed', version: 1, status: 'PROCESSING' })
    expect(afterOrderEvent(NO_ROWS, placed, false).waiting.size).toBe(0)
    const waiting = afterOrderEvent(afterOrderEvent(NO_ROWS, placed, true), placed, true)
    expect(waiting.waiting.size).toBe(1)
    expect(afterOrderEvent(waiting, event(order, { type: 'order.cancelled', status: 'CANCELLED' }), true).waiting.size).toBe(0)
  })
})

describe('an event', () => {
  const parcel = { shipment_id: aShipment().shipment_id, carrier: 'UPS', tracking_number: '1Z1', lines: [{ product_id: MUG.product_id, quantity: 2 }] }

  test('brings its parcel', () => {
    const order = anOrder()
    const after = afterEvent(order, event(order, { type: 'order.partly_shipped', status: 'PROCESSING', parcel }))
    expect(after.shipments).toEqual([{ ...parcel, shipped_at: '2026-11-25T13:00:00Z', delivered_at: null }])
  })

  test('corrects one in its place, and delivers it', () => {
    const order = anOrder({ version: 2, shipments: [aShipment()] })
    const corrected = afterEvent(order, event(order, { type: 'order.shipment_corrected', version: 3, status: 'PROCESSING', parcel: { ...parcel, tracking_number: '1Z2' } }))
    expect(corrected.shipments.map(({ tracking_number, shipped_at }) => [tracking_number, shipped_at])).toEqual([['1Z2', '2026-11-25T12:00:00Z']])
    const arrived = afterEvent(corrected, event(order, { type: 'order.delivered', version: 4, status: 'DELIVERED' }))
    expect(arrived.shipments[0]?.delivered_at).toBe('2026-11-25T13:00:00Z')
  })

  test.each([1, 2])('of version %d is older than version 2, and is ignored', (version) => {
    const order = anOrder({ version: 2 })
    expect(afterEvent(order, event(order, { version, status: 'CANCELLED' }))).toBe(order)
  })

  test('after a gap asks for the order', () => {
    const order = anOrder({ version: 2 })
    expect([3, 4].map((version) => leavesGap(order, event(order, { version })))).toEqual([false, true])
  })
})
