import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ShopProduct } from './shop_product'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shop.catalogue'))('product') }
}

export default async function ProductPage({ params }: { params: Promise<{ productId: string }> }) {
  return <ShopProduct productId={(await params).productId} />
}
