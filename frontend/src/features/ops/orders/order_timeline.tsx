'use client'

import { CircleCheck, CircleX, PackageCheck, PackageX, Pencil, ShoppingBag, Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { TimeAgo } from '@/components/ui/time_ago'
import { Timeline } from '@/components/ui/timeline'

import { entryText, reasonOf, useActor } from './entry_text'
import type { OrderDetails } from './order'

const ICONS: Record<string, ReactNode> = {
  'order.placed': <ShoppingBag />,
  'order.shipped': <Truck />,
  'order.partly_shipped': <Truck />,
  'order.shipment_corrected': <Pencil />,
  'order.shipment_delivered': <PackageCheck />,
  'order.delivered': <CircleCheck />,
  'order.closed': <PackageX />,
  'order.cancelled': <CircleX />,
}

/** Who did what to the order, and when: the latest first. */
export function OrderTimeline({ order }: { order: OrderDetails }) {
  const t = useTranslations('ops.orders')
  const actor = useActor()
  return (
    <Timeline
      label={t('timeline')}
      steps={[...order.timeline].reverse().map((entry) => {
        const { carrier, tracking_number } = entry.data
        const parcel = [carrier, tracking_number].filter((part) => typeof part === 'string' && part).join(' ')
        const reason = reasonOf(entry)
        return {
          key: String(entry.version),
          title: t('didWhat', { who: actor(entry.actor), what: entryText(t, entry) }),
          at: <TimeAgo at={entry.at} />,
          icon: ICONS[entry.type],
          description: reason ? t('because', { reason }) : parcel || undefined,
        }
      })}
    />
  )
}
