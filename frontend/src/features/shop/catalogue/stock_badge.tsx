'use client'

import { useTranslations } from 'next-intl'

import { Badge } from '@/components/ui/badge'

const FEW = 5

export function StockBadge({ available }: { available: number }) {
  const t = useTranslations('shop.catalogue')
  if (available <= 0) return <Badge>{t('soldOut')}</Badge>
  if (available <= FEW) return <Badge tone="warning">{t('few', { count: available })}</Badge>
  return <Badge tone="positive">{t('inStock')}</Badge>
}
