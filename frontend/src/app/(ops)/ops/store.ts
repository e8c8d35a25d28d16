import { combineReducers, configureStore } from '@reduxjs/toolkit'

import { sessionSlice } from '@/api/base/session_slice'
import { opsApi } from '@/api/ops'

/** The desk's state. A feature that has a slice of its own adds it here. */
export const opsReducer = combineReducers({
  [opsApi.reducerPath]: opsApi.reducer,
  [sessionSlice.name]: sessionSlice.reducer,
})

export function makeOpsStore(preloadedState?: Partial<OpsState>) {
  return configureStore({
    reducer: opsReducer,
    middleware: (defaults) => defaults().concat(opsApi.middleware),
    ...(preloadedState ? { preloadedState } : {}),
  })
}

export type OpsState = ReturnType<typeof opsReducer>
