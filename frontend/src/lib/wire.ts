/** Reading what a contract leaves open (`data`, `result`, events): each asks before it believes. */

import type { MoneyLike } from './format'

export function isMoney(value: unknown): value is MoneyLike {
  if (typeof value !== 'object' || value === null) return false
  const { amount_minor: amount, currency } = value as Record<string, unknown>
  return Number.isSafeInteger(amount) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
}

/** '' where there is no text of that name. */
export function textIn(data: Record<string, unknown>, name: string): string {
  const value = data[name]
  return typeof value === 'string' ? value : ''
}

/** 0 where there is no number of that name. */
export function numberIn(data: Record<string, unknown>, name: string): number {
  const value = data[name]
  return typeof value === 'number' ? value : 0
}
