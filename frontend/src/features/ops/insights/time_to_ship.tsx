'use client'

import { useTranslations } from 'next-intl'

import { useTimeToShipQuery } from '@/api/ops'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'

import { DayChart } from './day_chart'
import type { Span } from './days'
import { AsTable, InsightSection } from './insight_section'
import { useDayWords } from './use_day_words'

/** How long orders waited until all of them was on its way. */
export function TimeToShip({ span }: { span: Span }) {
  const t = useTranslations('ops.insights')
  const dayWords = useDayWords()
  const reading = useTimeToShipQuery(span, { refetchOnMountOrArgChange: true })
  const hours = (value: number | null) => (value === null ? t('noValue') : t('hours', { hours: value }))
  return (
    <InsightSection title={t('timeToShip')} reading={reading} isEmpty={(answer) => answer.items.every((day) => day.orders === 0)}>
      {(answer) => (
        <>
          <DayChart
            label={t('timeToShipLabel')}
            days={answer.items.map((day) => ({ day: day.day, values: [day.median_hours, day.longest_hours] }))}
            series={[{ name: t('median'), look: 'line' }, { name: t('longest'), look: 'dashed' }]}
            write={(value) => t('hours', { hours: value })}
          />
          <AsTable>
            <Table caption={t('timeToShip')}>
              <TableHead>
                <HeadCell>{t('day')}</HeadCell>
                <HeadCell numeric>{t('shipped')}</HeadCell>
                <HeadCell numeric>{t('median')}</HeadCell>
                <HeadCell numeric>{t('longest')}</HeadCell>
              </TableHead>
              <tbody>
                {answer.items.map((day) => (
                  <Row key={day.day}>
                    <Cell label={t('day')}>{dayWords(day.day)}</Cell>
                    <Cell label={t('shipped')} numeric>{day.orders}</Cell>
                    <Cell label={t('median')} numeric>{hours(day.median_hours)}</Cell>
                    <Cell label={t('longest')} numeric>{hours(day.longest_hours)}</Cell>
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
