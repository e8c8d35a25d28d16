'use client'

import { useTranslations } from 'next-intl'

import { useCancellationRateQuery } from '@/api/ops'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { useFormat } from '@/lib/format'

import { DayChart } from './day_chart'
import type { Span } from './days'
import { AsTable, InsightSection } from './insight_section'
import { useDayWords } from './use_day_words'

/** What share of the orders of a day was cancelled. */
export function Cancellations({ span }: { span: Span }) {
  const t = useTranslations('ops.insights')
  const format = useFormat()
  const dayWords = useDayWords()
  const reading = useCancellationRateQuery(span, { refetchOnMountOrArgChange: true })
  return (
    <InsightSection title={t('cancellations')} reading={reading} isEmpty={(answer) => answer.items.every((day) => day.orders === 0)}>
      {(answer) => (
        <>
          <DayChart
            label={t('cancellationsLabel', { count: answer.items.reduce((count, day) => count + day.cancelled, 0) })}
            days={answer.items.map((day) => ({ day: day.day, values: [day.rate] }))}
            series={[{ name: t('rate'), look: 'line' }]}
            write={format.percent}
          />
          <AsTable>
            <Table caption={t('cancellations')}>
              <TableHead>
                <HeadCell>{t('day')}</HeadCell>
                <HeadCell numeric>{t('ordersPlaced')}</HeadCell>
                <HeadCell numeric>{t('cancelled')}</HeadCell>
                <HeadCell numeric>{t('rate')}</HeadCell>
              </TableHead>
              <tbody>
                {answer.items.map((day) => (
                  <Row key={day.day}>
                    <Cell label={t('day')}>{dayWords(day.day)}</Cell>
                    <Cell label={t('ordersPlaced')} numeric>{day.orders}</Cell>
                    <Cell label={t('cancelled')} numeric>{day.cancelled}</Cell>
                    <Cell label={t('rate')} numeric>{day.rate === null ? t('noValue') : format.percent(day.rate)}</Cell>
                  </Row>
                ))}
              </tbody>
            </Table>
          </AsTable>
        </>
      )}
    </InsightSection>
  )
}
