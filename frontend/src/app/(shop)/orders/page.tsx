import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { OrderList } from '@/features/shop/orders'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shop.orders'))('title') }
}

export default function OrdersPage() {
  return <OrderList />
}
