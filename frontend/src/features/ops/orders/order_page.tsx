'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { isProblem } from '@/api/base/problem'
import { useGetOrderQuery } from '@/api/ops'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { IconButton } from '@/components/ui/icon_button'
import { ButtonLink, Link } from '@/components/ui/link'
import { Menu, MenuItem } from '@/components/ui/menu'
import { PageHeader } from '@/components/ui/page_header'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { EmptyState, ErrorState } from '@/components/ui/states'
import { TimeAgo } from '@/components/ui/time_ago'
import { useToast } from '@/components/ui/toast'
import { useCommands } from '@/lib/commands'
import { useLiveEvents } from '@/lib/live'

import { type Move, refusalOf } from './moves'
import { type Order, type OrderDetails, type Shipment, shortNumber } from './order'
import { type Doing, OrderDialogs } from './order_dialogs'
import { orderEventOf } from './order_events'
import { OrderLines } from './order_lines'
import { OrderTimeline } from './order_timeline'
import { Shipments } from './shipments'
import { StatusBadge } from './status_badge'

/** One order, and all that staff do with it. It follows what others do to it. */
export function OrderPage({ orderId }: { orderId: string }) {
  const t = useTranslations('ops.orders')
  const { currentData: order, error, refetch } = useGetOrderQuery({ orderId }, { refetchOnMountOrArgChange: true })
  useLiveEvents((event) => {
    const told = orderEventOf(event)
    const newer = told?.order_id === orderId && (!order || told.version > order.version)
    if (event.type === 'reset' || newer) void refetch()
  })
  if (order) return <ShownOrder order={order} />
  if (isProblem(error) && (error.status === 404 || error.status === 422)) {
    return <EmptyState page title={t('notFound')} description={t('notFoundHint')} action={<ButtonLink href="/ops/orders" look="primary">{t('toQueue')}</ButtonLink>} />
  }
  if (error) return <ErrorState page error={error} onRetry={() => void refetch()} />
  return <Loading><Skeleton className="mb-6 h-10 w-72" /><div className="grid gap-6 lg:grid-cols-[2fr_1fr]"><Skeleton className="h-80 rounded-card" /><Skeleton className="h-80 rounded-card" /></div></Loading>
}

function ShownOrder({ order }: { order: OrderDetails }) {
  const t = useTranslations('ops.orders')
  const toast = useToast()
  const [doing, setDoing] = useState<Doing | null>(null)
  const number = shortNumber(order.order_id)
  const begin = (kind: Move) => setDoing({ kind, order })
  const edit = (shipment: Shipment) => setDoing({ kind: 'tracking', order, shipment })
  const arrive = (shipment: Shipment) => setDoing({ kind: 'arrived', order, shipment })
  const copy = () => void navigator.clipboard.writeText(order.order_id).then(() => toast({ title: t('copied') }), () => undefined)
  useOrderCommands(order, { begin, edit, arrive, copy })
  return (
    <>
      <PageHeader
        breadcrumbs={<Breadcrumbs trail={[{ label: t('title'), href: '/ops/orders' }, { label: number }]} />}
        title={t('orderTitle', { number })}
        description={<span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1"><StatusBadge order={order} /><span>{t('columns.placed')}{' '}<TimeAgo at={order.created_at} /></span></span>}
        actions={<Actions order={order} onBegin={begin} />}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[2fr_1fr]">
        <div className="grid min-w-0 gap-6">
          <Section title={t('lines')}><OrderLines order={order} /></Section>
          <Section title={t('shipments')}><Shipments order={order} onEdit={edit} onArrived={arrive} /></Section>
        </div>
        <div className="grid min-w-0 gap-6">
          <Section title={t('columns.customer')}>
            <address className="text-sm not-italic">
              <span className="block font-medium">{order.ship_to.name}</span>
              <span className="block">{order.ship_to.line1}</span>
              {order.ship_to.line2 ? <span className="block">{order.ship_to.line2}</span> : null}
              <span className="block">{t('cityLine', { code: order.ship_to.postal_code, city: order.ship_to.city, region: order.ship_to.region ?? '' })}</span>
              <span className="block">{order.ship_to.country}</span>
            </address>
            <p className="mt-4 text-sm"><Link href={`/ops/orders?customer=${encodeURIComponent(order.customer_id)}`}>{t('allOfCustomer', { customer: order.customer_id })}</Link></p>
            <div className="mt-4 flex items-center justify-between gap-2 border-t border-line pt-3">
              <span className="min-w-0 text-xs break-all text-ink-faint"><span className="block">{t('wholeNumber')}</span>{order.order_id}</span>
              <IconButton label={t('copy')} icon={<Copy />} onClick={copy} />
            </div>
          </Section>
          <Section title={t('timeline')}><OrderTimeline order={order} /></Section>
        </div>
      </div>
      <OrderDialogs doing={doing} onClose={() => setDoing(null)} onChanged={ignore} />
    </>
  )
}

/** The answer is in the API's cache already, which this page reads. */
function ignore(): void {}

function Actions({ order, onBegin }: { order: Order; onBegin: (move: Move) => void }) {
  const t = useTranslations('ops.orders')
  const main: Move | undefined = (['ship', 'deliver'] as const).find((move) => refusalOf(order, move) === undefined)
  return (
    <>
      <Menu trigger={<Button>{t('moreActions')}</Button>}>
        {(['ship', 'deliver', 'close', 'cancel'] as const).filter((move) => move !== main).map((move) => {
          const refusal = refusalOf(order, move)
          return <MenuItem key={move} why={refusal ? t(`refusals.${refusal}`) : undefined} onSelect={() => onBegin(move)}>{t(`moves.${move}`)}</MenuItem>
        })}
      </Menu>
      {main ? <Button look="primary" onClick={() => onBegin(main)}>{t(`moves.${main}`)}</Button> : null}
    </>
  )
}

interface OrderActions {
  begin: (move: Move) => void
  edit: (shipment: Shipment) => void
  arrive: (shipment: Shipment) => void
  copy: () => void
}

const KEYS = [['ship', 's'], ['deliver', 'd'], ['close', 'l'], ['cancel', 'c']] as const

function useOrderCommands(order: OrderDetails, { begin, edit, arrive, copy }: OrderActions): void {
  const t = useTranslations('ops.orders')
  const last = order.shipments.at(-1)
  const underWay = order.shipments.find(({ delivered_at }) => delivered_at === null)
  useCommands(t('commands.orderHeading'), [
    ...KEYS.map(([move, keys]) => {
      const refusal = refusalOf(order, move)
      return { id: move, keys, label: t(`moves.${move}`), why: refusal ? t(`refusals.${refusal}`) : undefined, run: () => begin(move) }
    }),
    { id: 'tracking', keys: 'e', label: t('editTracking'), why: last ? undefined : t('refusals.nothingShipped'), run: () => { if (last) edit(last) } },
    { id: 'arrived', keys: 'm', label: t('moves.arrived'), why: underWay ? undefined : t('nothingUnderWay'), run: () => { if (underWay) arrive(underWay) } },
    { id: 'copy', keys: 'y', label: t('copy'), run: copy },
  ])
}
