'use client'

import { skipToken } from '@reduxjs/toolkit/query'
import { useMemo } from 'react'

import { isProblem } from '@/api/base/problem'
import { useGetOrderQuery, useListOrdersQuery } from '@/api/ops'

import type { Order } from './order'
import { meaningOf, placedBetween, type QueueFilter } from './queue_address'

export const PAGE = 50

const FRESH = { refetchOnMountOrArgChange: true } as const

/** One page of the queue. What a search may mean is asked for each on its own, and put together. */
export function useQueuePage(filter: QueueFilter, cursor: string | undefined) {
  const { search } = filter
  const { orderId, beginning, trackingNumber, customerId } = useMemo(() => meaningOf(search), [search])
  const asked = { status: [...filter.statuses], ...placedBetween(filter) }
  const customer = filter.customer || undefined
  const searched = trackingNumber !== undefined || customerId !== undefined
  const one = useGetOrderQuery(orderId ? { orderId } : skipToken, FRESH)
  const list = useListOrdersQuery(
    orderId || (searched && customer) ? skipToken : { ...asked, limit: PAGE, ...given('customerId', customer ?? customerId), ...given('cursor', cursor) },
    FRESH,
  )
  const tracked = useListOrdersQuery(trackingNumber ? { ...asked, limit: PAGE, trackingNumber, ...given('customerId', customer) } : skipToken, FRESH)
  const newest = useListOrdersQuery(beginning ? { ...asked, limit: PAGE, number: beginning, ...given('customerId', customer) } : skipToken, FRESH)
  const answers = [one, list, tracked, newest].filter(({ isUninitialized }) => !isUninitialized)
  const missing = isProblem(one.error) && one.error.status === 404
  const found = one.currentData
  const [listed, byTracking, recent] = [list.currentData?.items, tracked.currentData?.items, newest.currentData?.items]
  const whole = answers.every(({ currentData, error }) => currentData !== undefined || (missing && error === one.error))
  const items = useMemo(
    () => (whole ? together(found, byTracking, recent, listed) : undefined),
    [whole, found, byTracking, recent, listed],
  )
  return {
    items,
    nextCursor: list.currentData?.next_cursor ?? undefined,
    error: missing ? undefined : answers.map(({ error }) => error).find(Boolean),
    loading: answers.some(({ isFetching }) => isFetching),
    /** Only some of what there may be was looked through. */
    onlyNewest: Boolean(newest.currentData?.next_cursor),
    /** The same orders as a file; none of a search for a number. */
    exportQuery: orderId ? undefined : exportQuery(filter, byTracking?.length ? { trackingNumber, customerId: customer } : { customerId: customer ?? customerId }),
    /** Reads it all anew. */
    refetch: () => { for (const { refetch } of answers) void refetch() },
    /** The newest as they are now. Rejects where they cannot be read. */
    readAgain: async (): Promise<readonly Order[]> => (await list.refetch().unwrap()).items,
  }
}

function exportQuery(filter: QueueFilter, who: { trackingNumber?: string | undefined; customerId?: string | undefined }): string {
  const query = new URLSearchParams()
  for (const status of filter.statuses) query.append('status', status)
  if (who.trackingNumber) query.set('tracking_number', who.trackingNumber)
  if (who.customerId) query.set('customer_id', who.customerId)
  const { placedFrom, placedBefore } = placedBetween(filter)
  if (placedFrom) query.set('placed_from', placedFrom)
  if (placedBefore) query.set('placed_before', placedBefore)
  return query.toString()
}

function given<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>)
}

function together(one: Order | undefined, ...lists: (readonly Order[] | undefined)[]): readonly Order[] {
  const orders = [...(one ? [one] : []), ...lists.flatMap((list) => list ?? [])]
  return [...new Map(orders.map((order) => [order.order_id, order])).values()]
}
