'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useOrdersByDayQuery } from '@/api/ops'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { Money } from '@/components/ui/money'
import { Skeleton } from '@/components/ui/skeleton'
import { Stat } from '@/components/ui/stat'
import { useFormat } from '@/lib/format'
import { useLiveRefresh } from '@/lib/live'

/** What was ordered today (a day of UTC, as the analytics count), and what of it stayed. */
export function Today() {
  const t = useTranslations('ops.home')
  const format = useFormat()
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const reading = useOrdersByDayQuery({ from: today, to: today }, { refetchOnMountOrArgChange: true })
  useLiveRefresh(['order.'], reading.refetch)
  return (
    <Section title={t('today')} actions={<Link href="/ops/insights">{t('toInsights')}</Link>}>
      <ListStates
        reading={reading}
        isEmpty={(answer) => answer.as_of === null}
        empty={<p className="text-sm text-ink-soft">{t('nothingYet')}</p>}
        skeleton={<Skeleton className="h-24" />}
      >
        {(answer) => (
          <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
            <Stat label={t('ordersToday')} value={format.number(answer.items[0]?.orders ?? 0)} />
            {answer.items[0]?.amounts.map((amount) => (
              <Stat key={amount.currency} label={t('revenueToday', { currency: amount.currency })} value={<Money value={{ amount_minor: amount.revenue_minor, currency: amount.currency }} />} />
            ))}
          </div>
        )}
      </ListStates>
    </Section>
  )
}
