/** Orders' events in the live stream, and what they make of an order that is shown. */

import type { LiveEvent } from '@/lib/live'

import type { Order, Shipment, Status } from './order'

export interface OrderEvent {
  type: string
  order_id: string
  version: number
  at: string
  actor: string
  customer_id: string
  status: Status
  placed_at: string
  /** Of what happened to a parcel, as it stood then. */
  parcel?: Pick<Shipment, 'shipment_id' | 'carrier' | 'tracking_number' | 'lines'>
}

export function orderEventOf(event: LiveEvent): OrderEvent | undefined {
  const says = event.type.startsWith('order.') && typeof event.order_id === 'string' && typeof event.version === 'number'
  return says ? (event as unknown as OrderEvent) : undefined
}

/** The order after the event; the same object where the event is older than what is known. */
export function afterEvent<Known extends Order>(order: Known, event: OrderEvent): Known {
  if (event.order_id !== order.order_id || event.version <= order.version) return order
  const { status, version, at: updated_at } = event
  return { ...order, status, version, updated_at, shipments: shipmentsAfter(order.shipments, event) }
}

/** Whether something happened between what is known and the event: then the order is to be read. */
export function leavesGap(order: Order, event: OrderEvent): boolean {
  return event.order_id === order.order_id && event.version > order.version + 1
}

function shipmentsAfter(shipments: readonly Shipment[], { type, at, parcel }: OrderEvent): Shipment[] {
  let after = [...shipments]
  if (parcel) {
    const arrived = type === 'order.shipment_delivered' || type === 'order.delivered'
    const known = after.find(({ shipment_id }) => shipment_id === parcel.shipment_id)
    const told: Shipment = {
      shipped_at: known?.shipped_at ?? at,
      ...parcel,
      delivered_at: known?.delivered_at ?? (arrived ? at : null),
    }
    after = known ? after.map((one) => (one === known ? told : one)) : [...after, told]
  }
  return type === 'order.delivered' ? after.map((one) => ({ ...one, delivered_at: one.delivered_at ?? at })) : after
}
