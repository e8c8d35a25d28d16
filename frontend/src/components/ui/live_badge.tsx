'use client'

import { Radio, RefreshCw, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { LiveState } from '@/lib/live'

import { Badge } from './badge'

/** Whether what is shown follows what happens. */
export function LiveBadge({ state }: { state: LiveState }) {
  const t = useTranslations('ui.live')
  if (state === 'live') return <Badge tone="positive" icon={<Radio aria-hidden />}>{t('live')}</Badge>
  if (state === 'reconnecting') return <Badge icon={<RefreshCw aria-hidden />}>{t('reconnecting')}</Badge>
  return <Badge tone="warning" icon={<TriangleAlert aria-hidden />}>{t('stale')}</Badge>
}
