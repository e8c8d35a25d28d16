'use client'

import { CircleX, PackageCheck, PackageOpen, Pencil, Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { type Order, type TimelineEntry, useGetOwnTimelineQuery } from '@/api/shop'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { ErrorState } from '@/components/ui/states'
import { TimeAgo } from '@/components/ui/time_ago'
import { Timeline, type TimelineStep } from '@/components/ui/timeline'

const ICONS: Record<string, ReactNode> = {
  'order.placed': <PackageOpen />,
  'order.cancelled': <CircleX />,
  'order.closed': <CircleX />,
  'order.partly_shipped': <Truck />,
  'order.shipped': <Truck />,
  'order.delivered': <PackageCheck />,
  'order.shipment_delivered': <PackageCheck />,
  'order.shipment_corrected': <Pencil />,
}

/** What has happened to an order, and what is still to come. It grows as the stream tells. */
export function OrderTimeline({ order }: { order: Order }) {
  const t = useTranslations('shop.orders')
  const wordsFor = useEntryWords(order)
  const { currentData, error, isFetching, refetch } = useGetOwnTimelineQuery({ orderId: order.order_id })
  if (!currentData) {
    if (error && !isFetching) return <ErrorState error={error} onRetry={refetch} />
    return <Loading><div className="grid gap-4">{[0, 1].map((step) => <Skeleton key={step} className="h-10" />)}</div></Loading>
  }
  const steps = currentData.items.map((entry): TimelineStep => ({
    key: String(entry.version),
    at: <TimeAgo at={entry.at} />,
    icon: ICONS[entry.type],
    ...wordsFor(entry),
  }))
  const coming = order.status === 'PROCESSING' ? ['shipped', 'delivered'] as const : order.status === 'SHIPPED' ? ['delivered'] as const : []
  return <Timeline label={t('history')} steps={[...steps, ...coming.map((step) => ({ key: step, title: t(`coming.${step}`), done: false }))]} />
}

function useEntryWords(order: Order): (entry: TimelineEntry) => Pick<TimelineStep, 'title' | 'description'> {
  const t = useTranslations('shop.orders.events')
  const says = useTranslations('shop.orders')
  const nameOf = (id: string) => order.lines.find(({ product_id: other }) => other === id)?.name ?? id
  return ({ type, actor, data }) => {
    const kind = type.replace('order.', '')
    const known = (kind === 'cancelled' ? `cancelled_${actor}` : kind) as Parameters<typeof t.has>[0] // any other is asked for by `has`
    const parcel = [data.carrier, data.tracking_number].filter(Boolean).join(' ')
    const lines = data.lines?.map(({ product_id: id, quantity }) => says('soMany', { quantity, name: nameOf(id) })).join(', ')
    const description = [data.reason, parcel, kind === 'shipped' || kind === 'partly_shipped' || kind === 'closed' ? lines : null].filter(Boolean)
    return {
      title: t.has(known) ? t(known) : kind,
      ...(description.length > 0 ? { description: description.map((text, place) => <p key={place} className="break-words">{text}</p>) } : {}),
    }
  }
}
