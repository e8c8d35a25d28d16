'use client'

import { CircleAlert, type LucideIcon } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'

import { Skeleton } from '@/components/ui/skeleton'
import { classNames } from '@/lib/class_names'

interface AttentionCardProps {
  label: string
  href: string
  icon: LucideIcon
  /** How many there are; undefined while that is not known. `more`: and there are others. */
  count: number | undefined
  more?: boolean
  failed?: boolean
  /** Said instead of the hint when there are any. */
  hint?: string
  urgent?: boolean
}

/** How many of something wait, as a link to them. Urgent ones are marked by a picture, not by colour alone. */
export function AttentionCard({ label, href, icon: Icon, count, more = false, failed = false, hint, urgent = false }: AttentionCardProps) {
  const t = useTranslations('ops.home')
  const marked = urgent && Boolean(count)
  return (
    <NextLink href={href} className={classNames('flex h-full flex-col gap-3 rounded-card border bg-surface p-4 sm:p-5 transition-shadow hover:shadow-card', marked ? 'border-warning' : 'border-line')}>
      <span className="flex items-center justify-between gap-3">
        <span className={classNames('rounded-control p-2', marked ? 'bg-warning-soft text-warning' : 'bg-accent-soft text-accent')}><Icon aria-hidden className="size-5" /></span>
        {marked ? <CircleAlert aria-label={t('needsAttention')} className="size-5 text-warning" /> : null}
      </span>
      <span className="numbers text-3xl font-semibold tracking-tight">
        {failed ? t('notKnown') : count === undefined ? <Skeleton className="h-9 w-12" /> : more ? t('orMore', { count }) : count}
      </span>
      <span>
        <span className="block text-sm font-medium">{label}</span>
        {hint ? <span className="block text-sm text-ink-faint">{hint}</span> : null}
      </span>
    </NextLink>
  )
}
