/** Keeps what was read of products and orders as it is told by the live stream. */

import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit'
import { useCallback } from 'react'
import { useDispatch, useStore } from 'react-redux'

import { type LiveEvent, useLiveEvents } from '@/lib/live'

import type { Product } from './generated'
import { shopApi } from './shop_api'

type State = Parameters<typeof shopApi.util.selectInvalidatedBy>[0]
type Dispatch = ThunkDispatch<State, unknown, UnknownAction>

/**
 * A product that has changed is changed wherever it is shown; rows stay where they are, and new products wait for the next
 * reading. What is gone leaves lists; whoever asks for it alone is told so. `reset` reads everything shown anew.
 */
export function useLiveShop(): void {
  const dispatch = useDispatch<Dispatch>()
  const { getState } = useStore<State>()
  useLiveEvents(useCallback((event: LiveEvent) => {
    if (event.type === 'reset') dispatch(shopApi.util.invalidateTags(['products', 'orders']))
    else if (event.type === 'product.changed') dispatch(productChanged(event.product as Product, getState))
    else if (event.type === 'product.gone') dispatch(productGone(event.product_id as string, getState))
    else if (event.type.startsWith('order.')) dispatch(shopApi.util.invalidateTags(['orders']))
  }, [dispatch, getState]))
}

function listsOfProducts(state: State) {
  return shopApi.util.selectInvalidatedBy(state, ['products']).filter(({ endpointName }) => endpointName === 'browseProducts')
}

function productChanged(product: Product, getState: () => State) {
  return (dispatch: Dispatch) => {
    for (const { originalArgs } of listsOfProducts(getState())) {
      dispatch(shopApi.util.updateQueryData('browseProducts', originalArgs as object, ({ pages }) => {
        for (const { items } of pages) {
          const place = items.findIndex(({ product_id: id }) => id === product.product_id)
          if (place >= 0) items[place] = product
        }
      }))
    }
    if (shopApi.endpoints.getProduct.select({ productId: product.product_id })(getState()).data) {
      dispatch(shopApi.util.upsertQueryData('getProduct', { productId: product.product_id }, product))
    }
  }
}

function productGone(id: string, getState: () => State) {
  return (dispatch: Dispatch) => {
    for (const { originalArgs } of listsOfProducts(getState())) {
      dispatch(shopApi.util.updateQueryData('browseProducts', originalArgs as object, ({ pages }) => {
        for (const page of pages) page.items = page.items.filter(({ product_id: other }) => other !== id)
      }))
    }
    const known = shopApi.endpoints.getProduct.select({ productId: id })(getState())
    if (known.data) void dispatch(shopApi.endpoints.getProduct.initiate({ productId: id }, { subscribe: false, forceRefetch: true }))
  }
}
