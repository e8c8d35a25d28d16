'use client'

import { useCallback, useState } from 'react'
import { useDispatch } from 'react-redux'

import { isProblem } from '@/api/base/problem'
import { opsApi, type OrderWithTimeline, useLazyGetOrderQuery } from '@/api/ops'

import type { Refusal } from './moves'
import type { Order, OrderDetails } from './order'

/** A change of an order, and what would stand against it. */
export interface Change {
  /** What is done, as a verb with its object. */
  label: string
  /** `ifMatch` names the version that the person saw. */
  send: (ifMatch: string) => Promise<OrderDetails>
  refusal: (order: Order) => Refusal | undefined
}

/** What the person saw, and what stands instead. */
export interface Conflict { change: Change; seen: Order; now: OrderDetails }

const CONFLICTS = new Set(['stale_version', 'transition_refused', 'shipment_refused'])

/**
 * Makes changes of orders, one at a time. One of an order that has changed since becomes a `conflict`: the person looks,
 * and does it again on what stands, or lets it be.
 */
export function useOrderChange(onChanged: (order: OrderDetails) => void, onConflict: () => void) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [getOrder] = useLazyGetOrderQuery()
  const dispatch = useDispatch()
  const run = useCallback(
    async (seen: Order, change: Change): Promise<void> => {
      setBusy(true)
      setFailure(undefined)
      try {
        const order = await change.send(`"${seen.version}"`)
        const known = opsApi.util.updateQueryData('getOrder', { orderId: order.order_id }, (before) => (order.version >= before.version ? order : before))
        dispatch(known as never) // its thunk's type names a store, and this feature knows none
        setConflict(null)
        onChanged(order)
      } catch (problem) {
        const now = isProblem(problem) && CONFLICTS.has(problem.code)
          ? await getOrder({ orderId: seen.order_id }).unwrap().catch(() => undefined)
          : undefined
        if (now && now.version !== seen.version) {
          setConflict({ change, seen, now })
          onConflict()
        } else {
          setFailure(problem)
        }
      } finally {
        setBusy(false)
      }
    },
    [dispatch, getOrder, onChanged, onConflict],
  )
  const forget = useCallback(() => { setConflict(null); setFailure(undefined) }, [])
  return { run, busy, failure, conflict, forget }
}

/** What is asked at once (without `Prefer`) is answered with the order. */
export async function answered(answer: Promise<OrderWithTimeline | object>): Promise<OrderDetails> {
  return (await answer) as OrderDetails
}
