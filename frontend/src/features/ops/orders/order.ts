import type { OrderView, OrderWithTimeline } from '@/api/ops'

export type Order = OrderView
export type OrderDetails = OrderWithTimeline
export type Status = Order['status']
export type Shipment = Order['shipments'][number]
export type Line = Order['lines'][number]

export const STATUSES: readonly Status[] = ['PROCESSING', 'SHIPPED', 'DELIVERED', 'CANCELLED']

/** How people call an order: the first eight digits of its id, in capitals. */
export function shortNumber(orderId: string): string {
  return orderId.slice(0, 8).toUpperCase()
}

/** What of each line is in no parcel. */
export function unshipped(order: Pick<Order, 'lines' | 'shipments'>): ReadonlyMap<string, number> {
  const left = new Map(order.lines.map((line) => [line.product_id, line.quantity]))
  for (const { product_id, quantity } of order.shipments.flatMap((shipment) => shipment.lines)) {
    left.set(product_id, Math.max(0, (left.get(product_id) ?? 0) - quantity))
  }
  return left
}

export function units(order: Pick<Order, 'lines'>): number {
  return order.lines.reduce((sum, line) => sum + line.quantity, 0)
}
