import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { OrdersQueue } from '@/features/ops/orders'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ops.orders')
  return { title: t('title') }
}

export default function OrdersPage() {
  return <OrdersQueue />
}
