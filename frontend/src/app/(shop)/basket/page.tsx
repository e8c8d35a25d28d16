import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { BasketPage } from '@/features/shop/basket/basket_page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shop.basket'))('title') }
}

export default function ShopBasketPage() {
  return <BasketPage />
}
