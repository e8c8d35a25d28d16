'use client'

import { ExternalLink, PackageCheck, Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { Order, Shipment } from '@/api/shop'
import { Section } from '@/components/ui/card'
import { TimeAgo } from '@/components/ui/time_ago'

import { trackingAddress } from './carriers'

/** The parcels of an order, each with its number and its way to the carrier; nothing before there is one. */
export function Parcels({ order }: { order: Order }) {
  const t = useTranslations('shop.orders')
  if (order.shipments.length === 0) return null
  return (
    <Section title={t('parcels', { count: order.shipments.length })}>
      <ul className="grid gap-4">
        {order.shipments.map((shipment) => <li key={shipment.shipment_id}><Parcel shipment={shipment} order={order} /></li>)}
      </ul>
    </Section>
  )
}

function Parcel({ shipment, order }: { shipment: Shipment; order: Order }) {
  const t = useTranslations('shop.orders')
  const { carrier, tracking_number: number, delivered_at: delivered } = shipment
  const nameOf = (id: string) => order.lines.find(({ product_id: other }) => other === id)?.name ?? id
  const address = trackingAddress(carrier, number)
  return (
    <article className="grid grid-cols-[2.5rem_1fr] gap-x-4">
      <span className="flex size-10 items-center justify-center rounded-full bg-accent-soft text-accent">{delivered ? <PackageCheck aria-hidden className="size-5" /> : <Truck aria-hidden className="size-5" />}</span>
      <div className="min-w-0">
        <h3 className="font-medium">{delivered ? t('parcelDelivered') : t('parcelUnderway')}{carrier ? t('withCarrier', { carrier }) : null}</h3>
        <p className="text-sm text-ink-faint"><TimeAgo at={delivered ?? shipment.shipped_at} /></p>
        {number ? (
          <p className="mt-1.5 text-sm break-all">
            {t('tracking')}{' '}
            {address ? (
              <a href={address} target="_blank" rel="noopener noreferrer" className="inline-flex items-center gap-1 font-medium text-accent underline underline-offset-4">
                {number}<ExternalLink aria-hidden className="size-3.5 shrink-0" /><span className="sr-only">{t('opensElsewhere')}</span>
              </a>
            ) : <span className="font-medium">{number}</span>}
          </p>
        ) : null}
        <p className="mt-1.5 text-sm text-ink-soft">{shipment.lines.map(({ product_id: id, quantity }) => t('soMany', { quantity, name: nameOf(id) })).join(', ')}</p>
      </div>
    </article>
  )
}
