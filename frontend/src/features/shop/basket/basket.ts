/** What somebody wants to buy, and the order that is being made of it. */

import type { MoneyLike } from '@/lib/format'

export interface BasketLine {
  product_id: string
  quantity: number
  name: string
  image_url: string | null
  /** What one cost when it was last seen. */
  price: MoneyLike
}

export interface OrderedLine { product_id: string; quantity: number }

export interface ShipTo {
  name: string
  line1: string
  line2: string | null
  postal_code: string
  city: string
  region: string | null
  /** ISO 3166-1 alpha-2 */
  country: string
}

/** The body of an order that was sent, and may or may not have been made. */
export interface Attempt {
  /** Whose order it is: the subject that was signed in. */
  who: string
  /** When it was first sent, as Date.now() says it. */
  at: number
  request: { lines: OrderedLine[]; ship_to: ShipTo; expected_total: MoneyLike }
}

export interface Basket {
  /** Names the next order, or the one of `attempt`, however often it is sent. */
  key: string
  lines: BasketLine[]
  /** Sent, and not yet answered: it is settled, with the same key, before anything else is ordered. */
  attempt: Attempt | null
}

/** The API's bounds. */
export const MOST_PRODUCTS = 50
export const MOST_OF_ONE = 1_000_000

export function countOf(lines: readonly OrderedLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}

export function totalOf(lines: readonly { quantity: number; price: MoneyLike }[]): MoneyLike | undefined {
  const [first] = lines
  if (!first) return undefined
  return { amount_minor: lines.reduce((sum, { quantity, price }) => sum + quantity * price.amount_minor, 0), currency: first.price.currency }
}

/** An order has one currency: what is in the basket, currency by currency, in the order in which they came into it. */
export function byCurrency<Line extends { price: MoneyLike }>(lines: readonly Line[]): { currency: string; lines: Line[] }[] {
  const groups = new Map<string, Line[]>()
  for (const line of lines) groups.set(line.price.currency, [...(groups.get(line.price.currency) ?? []), line])
  return [...groups].map(([currency, its]) => ({ currency, lines: its }))
}

export function sameMoney(one: MoneyLike, other: MoneyLike): boolean {
  return one.amount_minor === other.amount_minor && one.currency === other.currency
}
