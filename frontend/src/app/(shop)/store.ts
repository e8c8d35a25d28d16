import { combineReducers, configureStore } from '@reduxjs/toolkit'

import { sessionSlice } from '@/api/base/session_slice'
import { shopApi } from '@/api/shop'
import { basketSlice } from '@/features/shop/basket'

/** The shop's state. A feature that has a slice of its own adds it here. */
export const shopReducer = combineReducers({
  [shopApi.reducerPath]: shopApi.reducer,
  [sessionSlice.name]: sessionSlice.reducer,
  [basketSlice.name]: basketSlice.reducer,
})

export function makeShopStore(preloadedState?: Partial<ShopState>) {
  return configureStore({
    reducer: shopReducer,
    middleware: (defaults) => defaults().concat(shopApi.middleware),
    ...(preloadedState ? { preloadedState } : {}),
  })
}

export type ShopState = ReturnType<typeof shopReducer>
