import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { OrderPage } from '@/features/ops/orders'

interface Parameters { params: Promise<{ orderId: string }> }

export async function generateMetadata({ params }: Parameters): Promise<Metadata> {
  const t = await getTranslations('ops.orders')
  return { title: t('orderTitle', { number: (await params).orderId.slice(0, 8).toUpperCase() }) }
}

export default async function OneOrderPage({ params }: Parameters) {
  return <OrderPage orderId={(await params).orderId} />
}
