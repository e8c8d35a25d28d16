'use client'

import type { Product } from '@/api/shop'
import { QuickAdd } from '@/features/shop/basket'
import { Catalogue } from '@/features/shop/catalogue'

const quickAdd = (product: Product) => <QuickAdd product={product} />

/** The catalogue, where each product can be put into the basket. */
export function ShopCatalogue() {
  return <Catalogue action={quickAdd} />
}
