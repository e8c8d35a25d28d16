/** Why an order was refused, line by line, and what the order would be if that were accepted. */

import type { ProblemError } from '@/api/base/problem'
import type { OrderRefusedDetail } from '@/api/shop'
import type { MoneyLike } from '@/lib/format'

import { type BasketLine, type OrderedLine, sameMoney, totalOf } from '../basket'

/** The codes of refusals that a changed order can answer. */
const CHANGED = new Set(['price_changed', 'insufficient_stock', 'product_unavailable'])

export interface LineChange {
  line: BasketLine
  gone: boolean
  /** There are only so many. */
  available: number | undefined
  /** What one costs now. */
  price: MoneyLike | undefined
}

/** What each line is to be, and what all of them cost then; no total where nothing is left. */
export interface Changes {
  changes: LineChange[]
  lines: (OrderedLine & { price: MoneyLike })[]
  total: MoneyLike | undefined
}

/** Undefined where the refusal is of another kind. `ordered`: the lines as they were sent, with the prices that were shown. */
export function changesOf(problem: ProblemError, ordered: readonly BasketLine[]): Changes | undefined {
  if (!CHANGED.has(problem.code)) return undefined
  const said = problem.extra as Pick<OrderRefusedDetail, 'unavailable' | 'shortages' | 'price_changes' | 'current_total'>
  const gone = new Set(said.unavailable?.map(({ product_id: id }) => id))
  const left = new Map(said.shortages?.map(({ product_id: id, available }) => [id, available]))
  const prices = new Map(said.price_changes?.map(({ product_id: id, unit_price: price }) => [id, price]))
  const seen = ordered.map((line): LineChange => {
    const now = prices.get(line.product_id)
    return {
      line,
      gone: gone.has(line.product_id),
      available: left.get(line.product_id),
      price: now && !sameMoney(now, line.price) ? now : undefined,
    }
  })
  const lines = seen.map(({ line, gone: lost, available, price }) => ({
    product_id: line.product_id,
    quantity: lost ? 0 : Math.min(line.quantity, available ?? line.quantity),
    price: price ?? line.price,
  }))
  const whole = lines.every(({ quantity }, place) => quantity === ordered[place]!.quantity)
  return {
    changes: seen.filter((change) => change.gone || change.available !== undefined || change.price),
    lines,
    total: (whole && said.current_total) || totalOf(lines.filter(({ quantity }) => quantity > 0)),
  }
}
