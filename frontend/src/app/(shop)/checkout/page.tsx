import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { Checkout } from '@/features/shop/basket/checkout'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shop.checkout'))('title') }
}

export default function CheckoutPage() {
  return <Checkout />
}
