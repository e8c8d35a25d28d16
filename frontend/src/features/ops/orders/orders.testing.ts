/** What tests of this feature need: orders, and a live stream that a test writes to. */

import type { Line, Order, OrderDetails, Shipment } from './order'

let made = 0

export const MUG: Line = { product_id: '11111111-1111-4111-8111-111111111111', name: 'Harbour Mug', sku: 'MUG-01', quantity: 2, unit_price: { amount_minor: 1400, currency: 'USD' } }
export const POT: Line = { product_id: '22222222-2222-4222-8222-222222222222', name: 'Slow Pot', sku: 'POT-01', quantity: 1, unit_price: { amount_minor: 4200, currency: 'USD' } }

export function anOrder(more: Partial<Order> = {}): Order {
  made += 1
  const start = made.toString(16).padStart(8, 'a')
  return {
    order_id: `${start}-0000-4000-8000-000000000000`,
    customer_id: 'ada',
    created_at: new Date(Date.UTC(2026, 10, 25, 12) - made * 60_000).toISOString(),
    updated_at: '2026-11-25T12:00:00Z',
    lines: [MUG, POT],
    ship_to: { name: 'Ada Lindqvist', line1: 'Storgatan 1', line2: null, city: 'Uppsala', postal_code: '753 10', region: null, country: 'SE' },
    shipments: [],
    status: 'PROCESSING',
    total: { amount_minor: 7000, currency: 'USD' },
    version: 1,
    ...more,
  }
}

export function aShipment(more: Partial<Shipment> = {}): Shipment {
  return {
    shipment_id: '33333333-3333-4333-8333-333333333333',
    carrier: 'UPS',
    tracking_number: '1Z1',
    lines: [{ product_id: MUG.product_id, quantity: 2 }],
    shipped_at: '2026-11-25T12:00:00Z',
    delivered_at: null,
    ...more,
  }
}

export function withTimeline(order: Order, ...more: OrderDetails['timeline']): OrderDetails {
  return { ...order, timeline: [{ version: 1, type: 'order.placed', at: order.created_at, actor: `customer:${order.customer_id}`, data: {} }, ...more] }
}
