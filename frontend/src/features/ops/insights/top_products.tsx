'use client'

import { useTranslations } from 'next-intl'

import { useTopProductsQuery } from '@/api/ops'
import { Link } from '@/components/ui/link'
import { Money } from '@/components/ui/money'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { useFormat } from '@/lib/format'

import type { Span } from './days'
import { InsightSection } from './insight_section'

const SHOWN = 10

/** What sold most, by units; the bars are in the table. */
export function TopProducts({ span }: { span: Span }) {
  const t = useTranslations('ops.insights')
  const format = useFormat()
  const reading = useTopProductsQuery({ ...span, limit: SHOWN }, { refetchOnMountOrArgChange: true })
  return (
    <InsightSection title={t('topProducts')} reading={reading}>
      {(answer) => {
        const most = Math.max(1, ...answer.items.map((product) => product.units))
        return (
          <Table caption={t('topProducts')}>
            <TableHead>
              <HeadCell>{t('product')}</HeadCell>
              <HeadCell numeric>{t('units')}</HeadCell>
              <HeadCell className="w-1/4"><span className="sr-only">{t('share')}</span></HeadCell>
              <HeadCell numeric>{t('ordersPlaced')}</HeadCell>
              <HeadCell numeric>{t('amount')}</HeadCell>
            </TableHead>
            <tbody>
              {answer.items.map((product) => (
                <Row key={`${product.product_id} ${product.currency}`}>
                  <Cell label={t('product')}>
                    <span>
                      <Link href={`/ops/products/${encodeURIComponent(product.product_id)}`}>{product.name}</Link>
                      <span className="block text-xs text-ink-faint">{product.sku}</span>
                    </span>
                  </Cell>
                  <Cell label={t('units')} numeric>{format.number(product.units)}</Cell>
                  <Cell aria-hidden className="max-sm:hidden"><meter aria-hidden min={0} max={most} value={product.units} className="h-2 w-full" /></Cell>
                  <Cell label={t('ordersPlaced')} numeric>{format.number(product.orders)}</Cell>
                  <Cell label={t('amount')} numeric><Money value={product} /></Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        )
      }}
    </InsightSection>
  )
}
