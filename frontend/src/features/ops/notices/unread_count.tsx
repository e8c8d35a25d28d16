'use client'

import { useTranslations } from 'next-intl'

import { useListNoticesQuery } from '@/api/ops'
import { useLiveRefresh } from '@/lib/live'

const COUNTED = 50

/** How many notices nobody has read, beside their name in the navigation; nothing where there are none. */
export function UnreadCount() {
  const t = useTranslations('ops.notices')
  const { data, refetch } = useListNoticesQuery({ unread: true, limit: COUNTED })
  useLiveRefresh(['notice.'], refetch)
  const count = data?.items.length ?? 0
  if (count === 0) return null
  const written = data?.next_cursor ? t('countOrMore', { count }) : String(count)
  return (
    <span className="numbers rounded-full bg-accent px-2 py-0.5 text-xs font-semibold text-on-accent">
      <span aria-hidden>{written}</span>
      <span className="sr-only">{t('countUnread', { count: written })}</span>
    </span>
  )
}
