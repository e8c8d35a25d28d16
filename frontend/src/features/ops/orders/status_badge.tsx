'use client'

import { CircleCheck, CircleX, PackageOpen, Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Badge, type Tone } from '@/components/ui/badge'

import type { Order } from './order'

const LOOKS: Record<Order['status'], { tone: Tone; icon: React.ReactNode }> = {
  PROCESSING: { tone: 'warning', icon: <PackageOpen aria-hidden /> },
  SHIPPED: { tone: 'info', icon: <Truck aria-hidden /> },
  DELIVERED: { tone: 'positive', icon: <CircleCheck aria-hidden /> },
  CANCELLED: { tone: 'neutral', icon: <CircleX aria-hidden /> },
}

/** Where an order stands; one of which a part is on its way says that. */
export function StatusBadge({ order }: { order: Pick<Order, 'status' | 'shipments'> }) {
  const t = useTranslations('ops.orders.status')
  const partly = order.status === 'PROCESSING' && order.shipments.length > 0
  return <Badge {...LOOKS[order.status]}>{t(partly ? 'PARTLY_SHIPPED' : order.status)}</Badge>
}
