/** What the queue shows, as its address says. */

import { type Status, STATUSES } from './order'

export const COLUMNS = ['placed', 'customer', 'destination', 'items', 'total', 'status', 'tracking', 'updated'] as const
export type Column = (typeof COLUMNS)[number]
export const USUAL_COLUMNS: readonly Column[] = ['placed', 'customer', 'destination', 'items', 'total', 'status', 'tracking']

export interface QueueFilter {
  statuses: readonly Status[]
  /** As typed: an order's number, a customer, a tracking number. */
  search: string
  customer: string
  /** Days of the reader's calendar (`2026-11-25`), both included; empty: no bound. */
  from: string
  to: string
}

export interface QueueView { filter: QueueFilter; columns: readonly Column[] }

const DAY = /^\d{4}-\d\d-\d\d$/

export function viewFrom(query: URLSearchParams): QueueView {
  const named = query.get('columns')?.split(',')
  const columns = named ? COLUMNS.filter((column) => named.includes(column)) : USUAL_COLUMNS
  const day = (name: string) => (DAY.test(query.get(name) ?? '') ? (query.get(name) ?? '') : '')
  return {
    filter: {
      statuses: STATUSES.filter((status) => query.getAll('status').includes(status)),
      search: query.get('search') ?? '',
      customer: query.get('customer') ?? '',
      from: day('from'),
      to: day('to'),
    },
    columns,
  }
}

/** Without the cursor: that is a place in the list, not a view of it. */
export function queryOf({ filter, columns }: QueueView): string {
  const query = new URLSearchParams()
  for (const status of filter.statuses) query.append('status', status)
  for (const name of ['search', 'customer', 'from', 'to'] as const) if (filter[name]) query.set(name, filter[name])
  if (columns.join() !== USUAL_COLUMNS.join()) query.set('columns', columns.join(','))
  return query.toString()
}

export function isFiltered({ statuses, search, customer, from, to }: QueueFilter): boolean {
  return statuses.length > 0 || Boolean(search.trim() || customer || from || to)
}

/** The two days as the API takes them: from the first's midnight until the one after the last, in the reader's zone. */
export function placedBetween({ from, to }: Pick<QueueFilter, 'from' | 'to'>): { placedFrom?: string; placedBefore?: string } {
  const begin = from ? new Date(`${from}T00:00:00`) : undefined
  const end = to ? new Date(`${to}T00:00:00`) : undefined
  end?.setDate(end.getDate() + 1)
  return {
    ...(begin && !Number.isNaN(begin.getTime()) ? { placedFrom: begin.toISOString() } : {}),
    ...(end && !Number.isNaN(end.getTime()) ? { placedBefore: end.toISOString() } : {}),
  }
}

const WHOLE_NUMBER = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const BEGINNING = /^[0-9a-f]{4,8}(-[0-9a-f-]*)?$/i
const LONGEST_TRACKING_NUMBER = 60
const LONGEST_CUSTOMER = 128

/** What a search may mean; several at once. */
export interface SearchMeaning { orderId?: string; beginning?: string; trackingNumber?: string; customerId?: string }

export function meaningOf(search: string): SearchMeaning {
  const text = search.trim().replace(/^#/, '')
  if (!text) return {}
  if (WHOLE_NUMBER.test(text)) return { orderId: text.toLowerCase() }
  return {
    ...(BEGINNING.test(text) ? { beginning: text.toLowerCase() } : {}),
    ...(text.length <= LONGEST_TRACKING_NUMBER ? { trackingNumber: text } : {}),
    customerId: text.slice(0, LONGEST_CUSTOMER),
  }
}
