'use client'

import { CircleX, PackageCheck, PackageOpen, Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { Order } from '@/api/shop'
import { Badge, type Tone } from '@/components/ui/badge'

const LOOKS: Record<Order['status'], { tone: Tone; icon: React.ReactNode }> = {
  PROCESSING: { tone: 'info', icon: <PackageOpen aria-hidden /> },
  SHIPPED: { tone: 'accent', icon: <Truck aria-hidden /> },
  DELIVERED: { tone: 'positive', icon: <PackageCheck aria-hidden /> },
  CANCELLED: { tone: 'neutral', icon: <CircleX aria-hidden /> },
}

export function OrderStatus({ order: { status, shipments } }: { order: Pick<Order, 'status' | 'shipments'> }) {
  const t = useTranslations('shop.orders.status')
  const { tone, icon } = LOOKS[status]
  const partly = status === 'PROCESSING' && shipments.length > 0
  return <Badge tone={tone} icon={partly ? LOOKS.SHIPPED.icon : icon}>{partly ? t('PARTLY') : t(status)}</Badge>
}
