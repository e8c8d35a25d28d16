'use client'

import { useTranslations } from 'next-intl'

import { useStockOutsQuery } from '@/api/ops'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time_ago'

import type { Span } from './days'
import { InsightSection } from './insight_section'

/** Which products were sold out, and since or until when. */
export function StockOuts({ span }: { span: Span }) {
  const t = useTranslations('ops.insights')
  const reading = useStockOutsQuery(span, { refetchOnMountOrArgChange: true })
  return (
    <InsightSection title={t('stockOuts')} reading={reading}>
      {(answer) => (
        <Table caption={t('stockOuts')}>
          <TableHead>
            <HeadCell>{t('product')}</HeadCell>
            <HeadCell>{t('outAt')}</HeadCell>
            <HeadCell>{t('backAt')}</HeadCell>
          </TableHead>
          <tbody>
            {answer.items.map((one) => (
              <Row key={`${one.product_id} ${one.out_at}`}>
                <Cell label={t('product')}>
                  <span>
                    <Link href={`/ops/products/${encodeURIComponent(one.product_id)}`}>{one.name}</Link>
                    <span className="block text-xs text-ink-faint">{one.sku}</span>
                  </span>
                </Cell>
                <Cell label={t('outAt')}><TimeAgo at={one.out_at} /></Cell>
                <Cell label={t('backAt')}>{one.back_at ? <TimeAgo at={one.back_at} /> : <Badge tone="danger">{t('stillOut')}</Badge>}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </InsightSection>
  )
}
