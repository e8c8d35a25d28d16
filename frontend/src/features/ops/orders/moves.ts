/** How an order may move, as the backend's table has it, and why not. The backend decides; this says it beforehand. */

import type { Messages } from 'next-intl'

import { type Order, unshipped } from './order'

export type Move = 'ship' | 'cancel' | 'deliver' | 'close'
/** The key of its text in `ops.orders.refusals`. */
export type Refusal = keyof Messages['ops']['orders']['refusals']

type Facts = Pick<Order, 'status' | 'lines' | 'shipments'>

/** What stands against it; undefined where nothing does. */
export function refusalOf(order: Facts, move: Move): Refusal | undefined {
  if (order.status === 'CANCELLED') return 'isCancelled'
  if (order.status === 'DELIVERED') return 'isDelivered'
  switch (move) {
    case 'ship':
      return order.status === 'SHIPPED' ? 'isShipped' : undefined
    case 'cancel':
      if (order.status === 'SHIPPED') return 'shippedIsFinal'
      return order.shipments.length > 0 ? 'partShipped' : undefined
    case 'deliver':
      return order.status === 'PROCESSING' ? 'notShipped' : undefined
    case 'close':
      if (order.status === 'SHIPPED') return 'isShipped'
      return order.shipments.length === 0 ? 'nothingShipped' : undefined
  }
}

/** Whether these quantities are still there to be shipped. */
export function refusalOfParcel(order: Facts, parcel: readonly { product_id: string; quantity: number }[]): Refusal | undefined {
  const left = unshipped(order)
  const over = parcel.some(({ product_id, quantity }) => quantity > (left.get(product_id) ?? 0))
  return refusalOf(order, 'ship') ?? (over ? 'shippedMeanwhile' : undefined)
}
