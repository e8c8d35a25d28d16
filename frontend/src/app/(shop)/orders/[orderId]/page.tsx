import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { OrderPage } from '@/features/shop/orders'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('shop.orders'))('one') }
}

export default async function OwnOrderPage({ params }: { params: Promise<{ orderId: string }> }) {
  return <OrderPage orderId={(await params).orderId} />
}
