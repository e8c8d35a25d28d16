'use client'

import { Archive, Bell, Check, CircleX, FileUp, type LucideIcon, ShoppingBag, TriangleAlert, Unplug } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'

import type { NoticeView } from '@/api/ops'
import { IconButton } from '@/components/ui/icon_button'
import { TimeAgo } from '@/components/ui/time_ago'
import { classNames } from '@/lib/class_names'

import { useNoticeWords } from './notice_words'

const ICONS: Record<string, LucideIcon> = {
  'order.placed': ShoppingBag,
  'order.cancelled': CircleX,
  'product.ran_low': TriangleAlert,
  'import.finished': FileUp,
  'dead_letter.arrived': Archive,
  'webhook.disabled': Unplug,
}

/** One notice; what it is about is a link, and following it marks it as read. */
export function NoticeRow({ notice, onRead }: { notice: NoticeView; onRead: () => void }) {
  const t = useTranslations('ops.notices')
  const { title, details, href } = useNoticeWords()(notice)
  const Icon = ICONS[notice.type] ?? Bell
  const unread = !notice.read_at
  return (
    <li className="flex items-start gap-x-3 border-b border-line px-4 py-4 last:border-b-0 sm:gap-x-4 sm:px-5">
      <span className={classNames('mt-0.5 rounded-control p-2', unread ? 'bg-accent-soft text-accent' : 'bg-sunken text-ink-faint')}><Icon aria-hidden className="size-4" /></span>
      <div className="min-w-0 grow">
        <p className={classNames('text-sm', unread ? 'font-semibold' : 'text-ink-soft')}>
          {unread ? <span className="sr-only">{t('isUnread')} </span> : null}
          {href ? <NextLink href={href} onClick={unread ? onRead : undefined} className="rounded-sm underline-offset-4 hover:underline">{title}</NextLink> : title}
        </p>
        {details ? <p className="text-sm text-ink-soft">{details}</p> : null}
        <p className="mt-0.5 text-xs text-ink-faint">
          <TimeAgo at={notice.at} />
          {notice.read_by ? <span className="before:mx-1.5 before:content-['·']">{t('readBy', { name: notice.read_by.replace(/^ops:/, '') })}</span> : null}
        </p>
      </div>
      {unread ? <IconButton label={t('markRead')} icon={<Check aria-hidden />} className="-my-1.5" onClick={onRead} /> : null}
    </li>
  )
}
