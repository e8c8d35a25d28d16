'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

import { useLazyGetOrderQuery } from '@/api/ops'
import { useLiveEvents } from '@/lib/live'

import type { Order } from './order'
import { leavesGap, orderEventOf, type OrderEvent } from './order_events'
import { meaningOf, placedBetween, type QueueFilter } from './queue_address'
import { afterAsking, afterChange, afterOrderEvent, afterReading, NO_ROWS } from './queue_rows'

/** Rows out of answers and events. `answer` is the latest page that was read; `refetch` reads it anew. */
export function useQueueRows(filter: QueueFilter, answer: readonly Order[] | undefined, refetch: () => void) {
  const [rows, setRows] = useState(NO_ROWS)
  if (answer && rows.from !== answer) setRows(afterReading(rows, answer))
  const latest = useRef(rows)
  useEffect(() => { latest.current = rows })
  const [getOrder] = useLazyGetOrderQuery()
  const changed = useCallback((order: Order) => setRows((now) => afterChange(now, order)), [])
  const readOne = useCallback(
    async (orderId: string) => {
      const { data } = await getOrder({ orderId })
      if (data) changed(data)
    },
    [getOrder, changed],
  )
  useLiveEvents((event) => {
    if (event.type === 'reset') {
      refetch()
      return
    }
    const told = orderEventOf(event)
    if (!told) return
    const known = latest.current.items?.find(({ order_id }) => order_id === told.order_id)
    if (known && leavesGap(known, told)) void readOne(told.order_id)
    setRows((now) => afterOrderEvent(now, told, belongs(told, filter)))
  })
  const show = useCallback((orders: readonly Order[]) => setRows(afterAsking(orders)), [])
  return { items: rows.items, waiting: rows.waiting.size, changed, readOne, show }
}

/** Whether an order that was just placed belongs into the queue with this filter. */
function belongs({ customer_id, placed_at }: OrderEvent, filter: QueueFilter): boolean {
  const { placedFrom, placedBefore } = placedBetween(filter)
  const placed = Date.parse(placed_at)
  const { orderId, customerId } = meaningOf(filter.search)
  return (
    orderId === undefined
    && (filter.statuses.length === 0 || filter.statuses.includes('PROCESSING'))
    && [filter.customer, customerId].every((wanted) => !wanted || wanted === customer_id)
    && (!placedFrom || placed >= Date.parse(placedFrom))
    && (!placedBefore || placed < Date.parse(placedBefore))
  )
}
