'use client'

import type { ReactNode } from 'react'

import { useLiveShop } from '@/api/shop'
import { PortalProviders } from '@/components/frame/portal_providers'
import { BasketButton, BasketKeeper } from '@/features/shop/basket'
import { CatalogueSearch } from '@/features/shop/catalogue'
import { ShopFrame } from '@/features/shop/shell'

import { makeShopStore } from './store'

/** The shop's frame with what features put into its slots. */
export function ShopApp({ children }: { children: ReactNode }) {
  return (
    <PortalProviders makeStore={() => makeShopStore()}>
      <BasketKeeper />
      <ShopFrame search={<CatalogueSearch />} basket={<BasketButton />}>
        <Listener />
        {children}
      </ShopFrame>
    </PortalProviders>
  )
}

function Listener() {
  useLiveShop()
  return null
}
