'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import type { Store } from '@reduxjs/toolkit'
import { setupListeners } from '@reduxjs/toolkit/query'
import { type ReactNode, useEffect, useState } from 'react'
import { Provider } from 'react-redux'

import { OfflineBanner } from '@/components/ui/states'
import { ToastProvider } from '@/components/ui/toast'

/** What every page of a portal stands in: its store, its toasts. `makeStore` is called once. */
export function PortalProviders({ makeStore, children }: { makeStore: () => Store; children: ReactNode }) {
  const [store] = useState(makeStore)
  useEffect(() => setupListeners(store.dispatch), [store])
  return (
    <CSPProvider disableStyleElements>
      <Provider store={store}>
        <ToastProvider>
          <OfflineBanner />
          {children}
        </ToastProvider>
      </Provider>
    </CSPProvider>
  )
}
