/** The rows of the queue: they change where they stand, and never move unless the person asks. */

import type { Order } from './order'
import { afterEvent, type OrderEvent } from './order_events'

export interface QueueRows {
  /** Undefined until something was read. */
  items: readonly Order[] | undefined
  /** Orders that belong in front of them, and wait to be asked for. */
  waiting: ReadonlySet<string>
  /** The answer that they were last made from. */
  from: readonly Order[] | undefined
}

export const NO_ROWS: QueueRows = { items: undefined, waiting: new Set(), from: undefined }

/** The first answer is shown as it is. A later one changes rows in place, and what is new in it waits. */
export function afterReading(rows: QueueRows, answer: readonly Order[]): QueueRows {
  if (!rows.items) return { items: answer, waiting: rows.waiting.size > 0 ? without(rows.waiting, answer) : rows.waiting, from: answer }
  const read = new Map(answer.map((order) => [order.order_id, order]))
  const items = rows.items.map((known) => newer(known, read.get(known.order_id)))
  const shown = new Set(rows.items.map((order) => order.order_id))
  const newestShown = rows.items[0]?.created_at ?? ''
  const fresh = answer.filter(({ order_id, created_at }) => !shown.has(order_id) && created_at >= newestShown)
  return { items, waiting: new Set([...rows.waiting, ...fresh.map(({ order_id }) => order_id)]), from: answer }
}

/** The person wants to see what waits. */
export function afterAsking(answer: readonly Order[]): QueueRows {
  return { items: answer, waiting: new Set(), from: answer }
}

/** Somebody's change was answered with the order as it stands. */
export function afterChange(rows: QueueRows, order: Order): QueueRows {
  return { ...rows, items: rows.items?.map((known) => newer(known, order)) }
}

/** `belongs`: an order that is placed belongs in front of these rows. */
export function afterOrderEvent(rows: QueueRows, event: OrderEvent, belongs: boolean): QueueRows {
  if (event.type === 'order.placed') {
    const known = rows.waiting.has(event.order_id) || rows.items?.some(({ order_id }) => order_id === event.order_id)
    return belongs && !known ? { ...rows, waiting: new Set([...rows.waiting, event.order_id]) } : rows
  }
  const waiting = event.status === 'CANCELLED' && rows.waiting.has(event.order_id)
    ? new Set([...rows.waiting].filter((waits) => waits !== event.order_id))
    : rows.waiting
  return { ...rows, waiting, items: rows.items?.map((known) => afterEvent(known, event)) }
}

function newer(known: Order, other: Order | undefined): Order {
  return other && other.order_id === known.order_id && other.version > known.version ? other : known
}

function without(waiting: ReadonlySet<string>, shown: readonly Order[]): ReadonlySet<string> {
  const ids = new Set(shown.map(({ order_id }) => order_id))
  return new Set([...waiting].filter((waits) => !ids.has(waits)))
}
