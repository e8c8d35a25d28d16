/** The beginning of an order's id, as people say it on the phone. */
export function shortId(orderId: string): string {
  return orderId.slice(0, 8).toUpperCase()
}
