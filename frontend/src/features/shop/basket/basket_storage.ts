/** The basket as the browser keeps it: in localStorage, which all tabs of the shop share. */

import type { MoneyLike } from '@/lib/format'

import type { Attempt, Basket, BasketLine } from './basket'

export const BASKET_KEY = 'waybill.basket'

/** What is kept; null where there is nothing, or nothing that can be read. */
export function keptBasket(): Basket | null {
  try {
    return basketFrom(localStorage.getItem(BASKET_KEY))
  } catch {
    return null // the browser lets nothing be kept
  }
}

export function keepBasket({ key, lines, attempt }: Basket): void {
  try {
    localStorage.setItem(BASKET_KEY, JSON.stringify({ key, lines, attempt } satisfies Basket))
  } catch {
    // full, or forbidden: the basket lives as long as the page
  }
}

/** Another version of the shop, or somebody's hand, may have written it: what is no line is left out. */
export function basketFrom(text: string | null): Basket | null {
  if (!text) return null
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return null
  }
  if (!isRecord(read) || typeof read.key !== 'string' || read.key === '' || !Array.isArray(read.lines)) return null
  return { key: read.key, lines: read.lines.filter(isLine), attempt: isAttempt(read.attempt) ? read.attempt : null }
}

function isLine(value: unknown): value is BasketLine {
  return isOrdered(value) && typeof value.name === 'string' && isMoney(value.price) && (value.image_url === null || typeof value.image_url === 'string')
}

function isOrdered(value: unknown): value is Record<string, unknown> & { product_id: string; quantity: number } {
  return isRecord(value) && typeof value.product_id === 'string' && Number.isInteger(value.quantity) && (value.quantity as number) > 0
}

function isMoney(value: unknown): value is MoneyLike {
  return isRecord(value) && Number.isSafeInteger(value.amount_minor) && typeof value.currency === 'string' && /^[A-Z]{3}$/.test(value.currency)
}

function isAttempt(value: unknown): value is Attempt {
  return isRecord(value) && typeof value.who === 'string' && typeof value.at === 'number' && isRecord(value.request)
    && Array.isArray(value.request.lines) && value.request.lines.every(isOrdered)
    && isRecord(value.request.ship_to) && isMoney(value.request.expected_total)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
