'use client'

import { useTranslations } from 'next-intl'

import { type OrdersByDay, useOrdersByDayQuery } from '@/api/ops'
import { Money } from '@/components/ui/money'
import { Stat } from '@/components/ui/stat'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { useFormat } from '@/lib/format'

import { DayChart } from './day_chart'
import type { Span } from './days'
import { AsTable, InsightSection } from './insight_section'
import { useDayWords } from './use_day_words'

/** The currencies that anything was sold in, in the order of their names. */
export function currenciesOf({ items }: OrdersByDay): string[] {
  return [...new Set(items.flatMap((day) => day.amounts.map((amount) => amount.currency)))].sort()
}

function amountOf(day: OrdersByDay['items'][number], currency: string) {
  return day.amounts.find((amount) => amount.currency === currency)
}

function sum(answer: OrdersByDay, currency: string, what: 'ordered_minor' | 'revenue_minor' | 'taken_back_minor'): number {
  return answer.items.reduce((total, day) => total + (amountOf(day, currency)?.[what] ?? 0), 0)
}

/** How much was ordered, by day, and what of it stayed. Currencies are never added up. */
export function OrdersAndRevenue({ span }: { span: Span }) {
  const t = useTranslations('ops.insights')
  const format = useFormat()
  const dayWords = useDayWords()
  const reading = useOrdersByDayQuery(span, { refetchOnMountOrArgChange: true })
  return (
    <InsightSection title={t('orders')} reading={reading} isEmpty={(answer) => answer.items.every((day) => day.orders === 0 && day.amounts.length === 0)}>
      {(answer) => {
        const total = answer.items.reduce((count, day) => count + day.orders, 0)
        const currencies = currenciesOf(answer)
        return (
          <div className="grid gap-8">
            <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
              <Stat label={t('ordersPlaced')} value={format.number(total)} />
              {currencies.map((currency) => (
                <Stat
                  key={currency}
                  label={t('revenueIn', { currency })}
                  value={<Money value={{ amount_minor: sum(answer, currency, 'revenue_minor'), currency }} />}
                  hint={t('takenBack', { amount: format.money({ amount_minor: sum(answer, currency, 'taken_back_minor'), currency }) })}
                />
              ))}
            </div>
            <div>
              <h3 className="mb-3 text-sm font-medium text-ink-soft">{t('ordersByDay')}</h3>
              <DayChart
                label={t('ordersByDayLabel', { count: total })}
                days={answer.items.map(({ day, orders }) => ({ day, values: [orders] }))}
                series={[{ name: t('ordersPlaced'), look: 'bar' }]}
                write={format.number}
              />
              <AsTable>
                <Table caption={t('ordersByDay')}>
                  <TableHead>
                    <HeadCell>{t('day')}</HeadCell>
                    <HeadCell numeric>{t('ordersPlaced')}</HeadCell>
                    {currencies.map((currency) => <HeadCell key={currency} numeric>{t('revenueIn', { currency })}</HeadCell>)}
                  </TableHead>
                  <tbody>
                    {answer.items.map((day) => (
                      <Row key={day.day}>
                        <Cell label={t('day')}>{dayWords(day.day)}</Cell>
                        <Cell label={t('ordersPlaced')} numeric>{format.number(day.orders)}</Cell>
                        {currencies.map((currency) => (
                          <Cell key={currency} label={t('revenueIn', { currency })} numeric>
                            <Money value={{ amount_minor: amountOf(day, currency)?.revenue_minor ?? 0, currency }} />
                          </Cell>
                        ))}
                      </Row>
                    ))}
                  </tbody>
                </Table>
              </AsTable>
            </div>
            {currencies.map((currency) => (
              <div key={currency}>
                <h3 className="mb-3 text-sm font-medium text-ink-soft">{t('revenueByDay', { currency })}</h3>
                <DayChart
                  label={t('revenueByDayLabel', { total: format.money({ amount_minor: sum(answer, currency, 'revenue_minor'), currency }) })}
                  days={answer.items.map((day) => ({ day: day.day, values: [amountOf(day, currency)?.revenue_minor ?? 0] }))}
                  series={[{ name: t('revenueIn', { currency }), look: 'line' }]}
                  write={(minor) => format.money({ amount_minor: Math.round(minor), currency })}
                />
              </div>
            ))}
          </div>
        )
      }}
    </InsightSection>
  )
}
