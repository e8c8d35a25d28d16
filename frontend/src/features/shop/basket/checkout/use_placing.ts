'use client'

import { useCallback, useRef, useState } from 'react'
import { useStore } from 'react-redux'

import { isProblem, type ProblemError } from '@/api/base/problem'
import { type Order, usePlaceOrderMutation } from '@/api/shop'

import type { Attempt, BasketLine } from '../basket'
import { basketRead, type BasketRoot, orderMade, orderRefused, orderSent } from '../basket_slice'
import { keepBasket, keptBasket } from '../basket_storage'

/**
 * `unanswered`: the order may or may not have been made; sending it again with the same key says which.
 * `refused`: it was not made. `elsewhere`: another tab has changed the basket since it was shown here.
 */
export type Placing =
  | { step: 'idle' }
  | { step: 'sending' }
  | { step: 'unanswered'; problem: ProblemError }
  | { step: 'refused'; problem: ProblemError; ordered: BasketLine[]; request: Attempt['request'] }
  | { step: 'elsewhere' }
  | { step: 'made'; order: Order }

/** Whether nobody can say that the order was not made. */
export function isUnsure({ status }: ProblemError): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500 || (status >= 200 && status < 400)
}

/**
 * Sends orders so that none is made twice: what is sent is written down with the basket's key before it leaves, and until it is
 * answered it is the only thing that is ever sent, always with that key, by this tab and by all others.
 */
export function usePlacing(who: string | undefined) {
  const store = useStore<BasketRoot>()
  const [placeOrder] = usePlaceOrderMutation()
  const [placing, setPlacing] = useState<Placing>({ step: 'idle' })
  const sending = useRef(false)

  const settle = useCallback(async (ordered: BasketLine[] = []) => {
    const { key, attempt } = store.getState().basket
    if (sending.current || !attempt) return
    sending.current = true
    setPlacing({ step: 'sending' })
    const { request } = attempt
    try {
      const order = await placeOrder({ 'Idempotency-Key': key, orderRequest: request }).unwrap()
      store.dispatch(orderMade({ key, lines: request.lines }))
      setPlacing({ step: 'made', order })
    } catch (problem) {
      if (!isProblem(problem)) throw problem
      if (isUnsure(problem)) {
        setPlacing({ step: 'unanswered', problem })
      } else {
        const lines = ordered.length > 0 ? ordered : asOrdered(store.getState().basket.lines, request)
        store.dispatch(orderRefused(key))
        setPlacing({ step: 'refused', problem, ordered: lines, request })
      }
    } finally {
      sending.current = false
      keepBasket(store.getState().basket)
    }
  }, [placeOrder, store])

  const place = useCallback(async (request: Attempt['request'], ordered: BasketLine[]) => {
    if (sending.current || !who) return
    const here = store.getState().basket
    const kept = keptBasket()
    if (kept && (kept.key !== here.key || kept.attempt)) { // another tab was faster
      store.dispatch(basketRead(kept))
      if (kept.attempt?.who === who) await settle()
      else setPlacing({ step: 'elsewhere' })
      return
    }
    store.dispatch(orderSent({ who, at: Date.now(), request }))
    keepBasket(store.getState().basket)
    await settle(ordered)
  }, [settle, store, who])

  return { placing, place, settle, forget: useCallback(() => setPlacing({ step: 'idle' }), []) }
}

function asOrdered(lines: readonly BasketLine[], request: Attempt['request']): BasketLine[] {
  return request.lines.flatMap(({ product_id: id, quantity }) => {
    const line = lines.find(({ product_id: other }) => other === id)
    return line ? [{ ...line, quantity }] : []
  })
}
