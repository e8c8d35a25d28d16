'use client'

import type { ReactNode } from 'react'

import { PortalProviders } from '@/components/frame/portal_providers'
import { ShopFrame } from '@/features/shop/shell'

import { makeShopStore } from './store'

/** The shop's frame with what features put into its slots: `search` and `basket`. */
export function ShopApp({ children }: { children: ReactNode }) {
  return (
    <PortalProviders makeStore={() => makeShopStore()}>
      <ShopFrame>{children}</ShopFrame>
    </PortalProviders>
  )
}
