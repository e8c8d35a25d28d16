'use client'

import { ChartNoAxesColumn } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Section } from '@/components/ui/card'
import { ListStates } from '@/components/ui/list_states'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '@/components/ui/states'
import { TimeAgo } from '@/components/ui/time_ago'

interface Insight { as_of: string | null; items: readonly unknown[] }

interface InsightSectionProps<Answer extends Insight> {
  title: string
  reading: { currentData?: Answer | undefined; error?: unknown; isFetching: boolean; refetch: () => unknown }
  /** Nothing happened in these days, though they are there. */
  isEmpty?: (answer: Answer) => boolean
  children: (answer: Answer) => ReactNode
}

/** One question with its answer, up to when that holds, and the states in which there is none. */
export function InsightSection<Answer extends Insight>({ title, reading, isEmpty, children }: InsightSectionProps<Answer>) {
  const t = useTranslations('ops.insights')
  const asOf = reading.currentData?.as_of
  return (
    <Section title={title} actions={asOf ? <p className="text-xs text-ink-faint">{t.rich('asOf', { time: () => <TimeAgo at={asOf} /> })}</p> : null}>
      <ListStates
        reading={reading}
        isEmpty={(answer) => answer.as_of === null || answer.items.length === 0 || (isEmpty?.(answer) ?? false)}
        empty={<EmptyState icon={<ChartNoAxesColumn aria-hidden />} title={t('nothing')} description={asOf ? t('nothingHint') : t('noneYetHint')} />}
        skeleton={<Skeleton className="h-64" />}
      >
        {children}
      </ListStates>
    </Section>
  )
}

/** The table that belongs to a chart: closed at first, one key away. */
export function AsTable({ children }: { children: ReactNode }) {
  const t = useTranslations('ops.insights')
  return (
    <details className="mt-4">
      <summary className="inline-flex min-h-9 items-center text-sm font-medium text-accent">{t('asTable')}</summary>
      <div className="mt-3 max-h-96 overflow-y-auto" tabIndex={0} role="region" aria-label={t('asTable')}>{children}</div>
    </details>
  )
}
