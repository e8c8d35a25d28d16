/** Several products at once, each as it stands. */

import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit'
import { useEffect, useMemo } from 'react'
import { useDispatch, useSelector } from 'react-redux'

import { isProblem } from '@/api/base/problem'

import type { Product } from './generated'
import { shopApi } from './shop_api'

type State = Parameters<typeof shopApi.util.selectInvalidatedBy>[0]

export interface KnownProduct {
  product: Product | undefined
  /** It is no longer for sale. */
  gone: boolean
  /** It could not be read anew: `product`, if there is one, is as it was last seen. */
  failed: boolean
}

/** What is known of each of these products, by id. They are read when the component appears, and kept fresh by the live stream. */
export function useProducts(ids: readonly string[]): ReadonlyMap<string, KnownProduct> {
  const dispatch = useDispatch<ThunkDispatch<State, unknown, UnknownAction>>()
  const asked = [...new Set(ids)].sort().join(' ')
  useEffect(() => {
    const readings = asked.split(' ').filter(Boolean)
      .map((productId) => dispatch(shopApi.endpoints.getProduct.initiate({ productId }, { forceRefetch: 30 })))
    return () => { for (const reading of readings) reading.unsubscribe() }
  }, [asked, dispatch])
  const queries = useSelector((state: State) => state.shopApi.queries)
  return useMemo(() => new Map(asked.split(' ').filter(Boolean).map((productId) => {
    const { data, error } = shopApi.endpoints.getProduct.select({ productId })({ shopApi: { queries } } as State)
    const gone = isProblem(error) && error.status === 404
    return [productId, { product: gone ? undefined : data, gone, failed: Boolean(error) && !gone }]
  })), [asked, queries])
}
