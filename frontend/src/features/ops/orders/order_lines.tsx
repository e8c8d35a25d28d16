'use client'

import { useTranslations } from 'next-intl'

import { Money } from '@/components/ui/money'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'

import { type Order, unshipped } from './order'

/** What was ordered, at the prices of then, and how much of it is in parcels. The total is the order's own. */
export function OrderLines({ order }: { order: Order }) {
  const t = useTranslations('ops.orders')
  const left = unshipped(order)
  return (
    <>
      <Table caption={t('lines')}>
        <TableHead>
          <HeadCell>{t('product')}</HeadCell>
          <HeadCell numeric>{t('unitPrice')}</HeadCell>
          <HeadCell numeric>{t('quantity')}</HeadCell>
          <HeadCell numeric>{t('shippedUnits')}</HeadCell>
        </TableHead>
        <tbody>
          {order.lines.map((line) => (
            <Row key={line.product_id}>
              <Cell label={t('product')}><span>{line.name}<span className="block text-xs text-ink-faint">{line.sku}</span></span></Cell>
              <Cell label={t('unitPrice')} numeric><Money value={line.unit_price} /></Cell>
              <Cell label={t('quantity')} numeric>{line.quantity}</Cell>
              <Cell label={t('shippedUnits')} numeric>{line.quantity - (left.get(line.product_id) ?? 0)}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
      <p className="mt-4 flex justify-between gap-4 border-t border-line pt-4 font-semibold sm:px-4"><span>{t('columns.total')}</span><Money value={order.total} /></p>
    </>
  )
}
