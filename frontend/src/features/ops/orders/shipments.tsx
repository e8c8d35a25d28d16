'use client'

import { Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { TimeAgo } from '@/components/ui/time_ago'

import type { Order, Shipment } from './order'
import { TrackingLink } from './tracking_link'

export function Shipments({ order, onEdit, onArrived }: { order: Order; onEdit: (shipment: Shipment) => void; onArrived: (shipment: Shipment) => void }) {
  const t = useTranslations('ops.orders')
  const nameOf = new Map(order.lines.map((line) => [line.product_id, line.name]))
  if (order.shipments.length === 0) return <p className="text-sm text-ink-soft">{t('noShipments')}</p>
  return (
    <ul className="divide-y divide-line">
      {order.shipments.map((shipment, index) => (
        <li key={shipment.shipment_id} className="grid gap-3 py-4 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <span className="font-medium">{t('shipmentTitle', { number: index + 1, carrier: shipment.carrier ?? t('noCarrier') })}</span>
              <TrackingLink carrier={shipment.tracking_number ? shipment.carrier : null} tracking_number={shipment.tracking_number} />
            </p>
            {shipment.delivered_at
              ? <Badge tone="positive">{t('status.DELIVERED')}</Badge>
              : <Badge tone="info" icon={<Truck aria-hidden />}>{t('underWay')}</Badge>}
          </div>
          <ul className="text-sm text-ink-soft">
            {shipment.lines.map(({ product_id, quantity }) => <li key={product_id}>{t('lineOf', { quantity, name: nameOf.get(product_id) ?? product_id })}</li>)}
          </ul>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-sm text-ink-faint">
              {t('sent')}{' '}<TimeAgo at={shipment.shipped_at} />
              {shipment.delivered_at ? <>{' · '}{t('arrived')}{' '}<TimeAgo at={shipment.delivered_at} /></> : null}
            </p>
            <div className="flex flex-wrap gap-2">
              <Button size="small" onClick={() => onEdit(shipment)}>{t('editTracking')}</Button>
              {shipment.delivered_at ? null : <Button size="small" onClick={() => onArrived(shipment)}>{t('moves.arrived')}</Button>}
            </div>
          </div>
        </li>
      ))}
    </ul>
  )
}
