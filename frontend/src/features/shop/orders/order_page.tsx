'use client'

import { LogIn, PackageX } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { isProblem } from '@/api/base/problem'
import { personOf } from '@/api/base/session'
import { type Order, useGetOwnOrderQuery, useSession } from '@/api/shop'
import { SignInLink } from '@/components/frame/session_menu'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Section } from '@/components/ui/card'
import { ButtonLink } from '@/components/ui/link'
import { LiveBadge } from '@/components/ui/live_badge'
import { Money } from '@/components/ui/money'
import { PageHeader } from '@/components/ui/page_header'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { EmptyState, ErrorState } from '@/components/ui/states'
import { useFormat } from '@/lib/format'
import { useLiveState } from '@/lib/live'
import { useAddress } from '@/lib/use_address'
import { useDocumentTitle } from '@/lib/use_document_title'

import { CancelOrder } from './cancel_order'
import { OrderStatus } from './order_status'
import { OrderTimeline } from './order_timeline'
import { Parcels } from './parcels'
import { shortId } from './short_id'

/** One order of the customer's: what becomes of it, where its parcels are, what is in it. */
export function OrderPage({ orderId }: { orderId: string }) {
  const t = useTranslations('shop.orders')
  const session = useSession()
  if (session.state === 'unreachable') return <ErrorState page error={session.problem} />
  if (session.state === 'unknown') return <Loading><Shape /></Loading>
  if (!personOf(session)) return <EmptyState page icon={<LogIn aria-hidden />} title={t('signInOne')} description={t('signInHint')} action={<SignInLink />} />
  return <Read orderId={orderId} name={personOf(session)?.name ?? ''} />
}

function Read({ orderId, name }: { orderId: string; name: string }) {
  const t = useTranslations('shop.orders')
  const { currentData: order, error, isFetching, refetch } = useGetOwnOrderQuery({ orderId })
  useDocumentTitle(order ? t('order', { id: shortId(order.order_id) }) : undefined)
  // what is not an id at all is refused with 422
  const unknown = isProblem(error) && (error.status === 404 || error.status === 422)
  if (unknown) return <EmptyState page icon={<PackageX aria-hidden />} title={t('unknown')} description={t('unknownHint')} action={<ButtonLink href="/orders" look="primary">{t('toOrders')}</ButtonLink>} />
  if (order) return <Shown order={order} old={Boolean(error)} name={name} />
  if (error && !isFetching) return <ErrorState page error={error} onRetry={refetch} />
  return <Loading><Shape /></Loading>
}

function Shown({ order, old, name }: { order: Order; old: boolean; name: string }) {
  const t = useTranslations('shop.orders')
  const format = useFormat()
  const live = useLiveState()
  const placed = useAddress().get('placed') === '1'
  const id = shortId(order.order_id)
  return (
    <>
      {placed ? <Thanks name={name} /> : null}
      <PageHeader
        breadcrumbs={<Breadcrumbs trail={[{ label: t('title'), href: '/orders' }, { label: t('order', { id }) }]} />}
        title={t('order', { id })}
        description={t('orderedOn', { day: format.day(order.created_at) })}
        actions={<div aria-live="polite" className="flex flex-wrap items-center gap-2"><OrderStatus order={order} /><LiveBadge state={old ? 'stale' : live} /></div>}
      />
      <div className="grid gap-5 lg:grid-cols-[1fr_22rem] lg:gap-6">
        <div className="grid content-start gap-5">
          <Parcels order={order} />
          <Section title={t('contents')}>
            <ul className="divide-y divide-line">
              {order.lines.map((line) => (
                <li key={line.product_id} className="flex items-baseline justify-between gap-4 py-3 first:pt-0">
                  <div>
                    <p className="font-medium">{line.name}</p>
                    <p className="numbers text-sm text-ink-faint">{t('times', { quantity: line.quantity })} <Money value={line.unit_price} /></p>
                  </div>
                  <Money value={{ ...line.unit_price, amount_minor: line.unit_price.amount_minor * line.quantity }} />
                </li>
              ))}
            </ul>
            <div className="flex items-baseline justify-between border-t border-line pt-4">
              <p className="font-semibold">{t('total')}</p>
              <Money value={order.total} className="text-lg font-semibold" />
            </div>
          </Section>
          <CancelOrder order={order} />
        </div>
        <div className="grid content-start gap-5">
          <Section title={t('history')}><OrderTimeline order={order} /></Section>
          <Section title={t('shipTo')}><Address order={order} /></Section>
        </div>
      </div>
    </>
  )
}

function Thanks({ name }: { name: string }) {
  const t = useTranslations('shop.orders')
  return (
    <div role="status" className="mb-8 rounded-card bg-accent-soft px-5 py-6 sm:px-8">
      <p className="text-lg font-semibold text-accent-strong sm:text-xl">{t('thanks', { name: name.split(' ')[0] ?? name })}</p>
      <p className="mt-1 text-sm text-ink-soft">{t('thanksHint')}</p>
      <ButtonLink href="/" className="mt-4">{t('goOn')}</ButtonLink>
    </div>
  )
}

function Address({ order: { ship_to: to } }: { order: Order }) {
  const { line1, line2, postal_code: code, city, region, country } = to
  return (
    <address className="text-sm leading-relaxed not-italic">
      {[to.name, line1, line2, `${code} ${city}`, region, country].filter(Boolean).map((line, place) => <span key={place} className="block break-words">{line}</span>)}
    </address>
  )
}

function Shape() {
  return (
    <>
      <Skeleton className="mb-3 h-5 w-40" /><Skeleton className="mb-8 h-9 w-64" />
      <div className="grid gap-5 lg:grid-cols-[1fr_22rem]"><Skeleton className="h-72 rounded-card" /><Skeleton className="h-72 rounded-card" /></div>
    </>
  )
}
