'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { trackingPage } from '@/lib/carriers'

import type { Shipment } from './order'

/** A parcel's number, leading to the carrier's page where we know it. */
export function TrackingLink({ carrier, tracking_number }: Pick<Shipment, 'carrier' | 'tracking_number'>) {
  const t = useTranslations('ops.orders')
  if (!tracking_number) return <span className="text-ink-soft">{carrier ?? t('untracked')}</span>
  const page = trackingPage(carrier, tracking_number)
  if (!page) return <span className="break-all">{tracking_number}</span>
  return (
    <a href={page} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1.5 rounded-sm break-all text-accent underline underline-offset-4 hover:text-accent-strong">
      {tracking_number}
      <ExternalLink aria-hidden className="size-3.5 shrink-0" />
      <span className="sr-only">{t('newTab')}</span>
    </a>
  )
}
