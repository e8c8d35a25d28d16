'use client'

import { ChevronRight, LogIn, PackageOpen } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'

import { personOf } from '@/api/base/session'
import { type Order, useBrowseOwnOrdersInfiniteQuery, useSession } from '@/api/shop'
import { SignInLink } from '@/components/frame/session_menu'
import { ButtonLink } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { LiveBadge } from '@/components/ui/live_badge'
import { LoadMore } from '@/components/ui/load_more'
import { Money } from '@/components/ui/money'
import { PageHeader } from '@/components/ui/page_header'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { EmptyState, ErrorState } from '@/components/ui/states'
import { useFormat } from '@/lib/format'
import { useLiveState } from '@/lib/live'
import { useGrowingList } from '@/lib/use_growing_list'

import { OrderStatus } from './order_status'
import { shortId } from './short_id'

const PAGE_SIZE = 10

/** What somebody has ordered, newest first; `?pages=3` shows that many pages. */
export function OrderList() {
  const t = useTranslations('shop.orders')
  const session = useSession()
  if (session.state === 'unreachable') return <ErrorState page error={session.problem} />
  if (session.state === 'unknown') return <><PageHeader title={t('title')} /><Loading><Shape /></Loading></>
  if (!personOf(session)) return <EmptyState page icon={<LogIn aria-hidden />} title={t('signIn')} description={t('signInHint')} action={<SignInLink />} />
  return <Orders />
}

function Orders() {
  const t = useTranslations('shop.orders')
  const live = useLiveState()
  const reading = useBrowseOwnOrdersInfiniteQuery({ limit: PAGE_SIZE })
  const { pages, more, growing, showMore } = useGrowingList(reading)
  return (
    <>
      <PageHeader title={t('title')} actions={<LiveBadge state={live} />} />
      <ListStates
        reading={reading}
        isEmpty={() => pages.every(({ items }) => items.length === 0)}
        empty={<EmptyState icon={<PackageOpen aria-hidden />} title={t('empty')} description={t('emptyHint')} action={<ButtonLink href="/" look="primary">{t('look')}</ButtonLink>} />}
        skeleton={<Shape />}
      >
        {() => (
          <>
            <ul aria-label={t('title')} className="grid gap-3">
              {pages.flatMap(({ items }) => items).map((order) => <li key={order.order_id}><OrderCard order={order} /></li>)}
            </ul>
            <LoadMore more={more} busy={growing} onMore={showMore} />
          </>
        )}
      </ListStates>
    </>
  )
}

function OrderCard({ order }: { order: Order }) {
  const t = useTranslations('shop.orders')
  const format = useFormat()
  const [first] = order.lines
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <article className="group relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2 rounded-card border border-line bg-surface p-4 transition-shadow hover:shadow-card sm:grid-cols-[1fr_9.5rem_7rem_1.25rem] sm:px-6">
      <div className="min-w-0">
        <h2 className="truncate font-medium">
          <NextLink href={`/orders/${encodeURIComponent(order.order_id)}`} prefetch={false} className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-card focus-visible:after:outline-2 focus-visible:after:outline-accent">
            {first ? t('holds', { name: first.name, others: order.lines.length - 1 }) : t('order', { id: shortId(order.order_id) })}
          </NextLink>
        </h2>
        <p className="mt-0.5 text-sm text-ink-faint">{t('ordered', { day: format.day(order.created_at), id: shortId(order.order_id), count: units })}</p>
      </div>
      <Money value={order.total} className="text-right font-semibold sm:order-3" />
      <div className="col-span-2 sm:order-2 sm:col-span-1"><OrderStatus order={order} /></div>
      <ChevronRight aria-hidden className="hidden size-5 text-ink-faint transition-transform group-hover:translate-x-0.5 sm:order-4 sm:block" />
    </article>
  )
}

function Shape() {
  return <div className="grid gap-3">{Array.from({ length: 5 }, (_, order) => <Skeleton key={order} className="h-24 rounded-card sm:h-20" />)}</div>
}
