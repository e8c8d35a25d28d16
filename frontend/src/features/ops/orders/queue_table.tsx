'use client'

import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import NextLink from 'next/link'
import { memo } from 'react'

import { Checkbox } from '@/components/ui/checkbox'
import { IconButton } from '@/components/ui/icon_button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Money } from '@/components/ui/money'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time_ago'

import { type Move, refusalOf } from './moves'
import { type Order, shortNumber, units } from './order'
import type { Column } from './queue_address'
import { StatusBadge } from './status_badge'
import { TrackingLink } from './tracking_link'

interface RowActions {
  onCurrent: (orderId: string) => void
  onToggle: (orderId: string) => void
  onBegin: (move: Move, order: Order) => void
}

interface QueueTableProps extends RowActions {
  orders: readonly Order[]
  columns: readonly Column[]
  selected: ReadonlySet<string>
  currentId: string | null
  onToggleAll: () => void
}

const NUMERIC: ReadonlySet<Column> = new Set(['items', 'total'])

export function QueueTable({ orders, columns, selected, currentId, onToggleAll, ...actions }: QueueTableProps) {
  const t = useTranslations('ops.orders')
  const all = orders.every(({ order_id }) => selected.has(order_id))
  return (
    <Table caption={t('title')}>
      <TableHead>
        <HeadCell className="w-12 px-1"><Checkbox hideLabel label={t('selectAll')} checked={all} indeterminate={!all && selected.size > 0} onChange={onToggleAll} /></HeadCell>
        <HeadCell>{t('columns.order')}</HeadCell>
        {columns.map((column) => <HeadCell key={column} numeric={NUMERIC.has(column)}>{t(`columns.${column}`)}</HeadCell>)}
        <HeadCell className="w-14"><span className="sr-only">{t('actions')}</span></HeadCell>
      </TableHead>
      <tbody>
        {orders.map((order) => (
          <OrderRow
            key={order.order_id}
            order={order}
            columns={columns}
            selected={selected.has(order.order_id)}
            current={order.order_id === currentId}
            {...actions}
          />
        ))}
      </tbody>
    </Table>
  )
}

const OrderRow = memo(function OrderRow({ order, columns, selected, current, onCurrent, onToggle, onBegin }: RowActions & { order: Order; columns: readonly Column[]; selected: boolean; current: boolean }) {
  const t = useTranslations('ops.orders')
  const { order_id } = order
  const number = shortNumber(order_id)
  return (
    <Row selected={selected} onFocus={() => onCurrent(order_id)} className={current ? 'shadow-[inset_3px_0_0_var(--accent)]' : ''}>
      <Cell label={t('selected')} className="px-1 py-1.5 max-sm:items-center"><Checkbox hideLabel label={t('select', { number })} checked={selected} onChange={() => onToggle(order_id)} /></Cell>
      <Cell label={t('columns.order')} className="py-1.5 max-sm:items-center">
        <NextLink
          data-order={order_id}
          href={`/ops/orders/${order_id}`}
          prefetch={false}
          title={order_id}
          className="numbers inline-flex min-h-11 items-center rounded-sm font-medium text-accent hover:underline sm:min-h-9"
        >
          {number}
        </NextLink>
      </Cell>
      {columns.map((column) => (
        <Cell key={column} label={t(`columns.${column}`)} numeric={NUMERIC.has(column)} className="py-1.5"><Content order={order} column={column} /></Cell>
      ))}
      <Cell label={t('actions')} className="px-1 py-1.5 text-end max-sm:items-center"><RowMenu order={order} onBegin={onBegin} /></Cell>
    </Row>
  )
})

function Content({ order, column }: { order: Order; column: Column }) {
  const t = useTranslations('ops.orders')
  switch (column) {
    case 'placed': return <span className="whitespace-nowrap"><TimeAgo at={order.created_at} /></span>
    case 'updated': return <span className="whitespace-nowrap"><TimeAgo at={order.updated_at} /></span>
    case 'customer': return <span>{order.ship_to.name}<span className="block text-xs text-ink-faint">{order.customer_id}</span></span>
    case 'destination': return <span>{t('place', { city: order.ship_to.city, country: order.ship_to.country })}</span>
    case 'items': return units(order)
    case 'total': return <Money value={order.total} />
    case 'status': return <StatusBadge order={order} />
    case 'tracking': {
      const [first, ...more] = order.shipments
      if (!first) return <span className="text-ink-faint">{t('none')}</span>
      return <span className="inline-flex flex-wrap items-center gap-x-2"><TrackingLink {...first} />{more.length > 0 ? <span className="text-xs text-ink-soft">{t('moreParcels', { count: more.length })}</span> : null}</span>
    }
  }
}

function RowMenu({ order, onBegin }: { order: Order; onBegin: (move: Move, order: Order) => void }) {
  const t = useTranslations('ops.orders')
  return (
    <Menu trigger={<IconButton label={t('actionsOf', { number: shortNumber(order.order_id) })} icon={<Ellipsis />} />}>
      {(['ship', 'deliver', 'close', 'cancel'] as const).map((move) => {
        const refusal = refusalOf(order, move)
        return <MenuItem key={move} why={refusal ? t(`refusals.${refusal}`) : undefined} onSelect={() => onBegin(move, order)}>{t(`moves.${move}`)}</MenuItem>
      })}
    </Menu>
  )
}
