'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'

import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field_error'
import { FilterLinks } from '@/components/ui/filter_links'
import { PageHeader } from '@/components/ui/page_header'
import { TextField } from '@/components/ui/text_field'
import { useAddress } from '@/lib/use_address'

import { Cancellations } from './cancellations'
import { faultOf, lastDays, PRESETS, type Span, spanIn } from './days'
import { OrdersAndRevenue } from './orders_and_revenue'
import { StockOuts } from './stock_outs'
import { TimeToShip } from './time_to_ship'
import { TopProducts } from './top_products'

/** What the events of some days add up to. The days are the address. */
export function InsightsPage() {
  const t = useTranslations('ops.insights')
  const address = useAddress()
  const [now] = useState(() => new Date())
  const span = spanIn(address.get('from'), address.get('to'), now)
  const here = (other: Span) => other.from === span.from && other.to === span.to
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-4">
        <FilterLinks
          label={t('days')}
          options={PRESETS.map((count) => {
            const preset = lastDays(count, now)
            return { label: t('lastDays', { count }), href: address.with({ ...preset }), current: here(preset) }
          })}
        />
        <SpanForm key={`${span.from} ${span.to}`} span={span} onChoose={(chosen) => address.go({ ...chosen })} />
      </div>
      <div className="grid gap-6">
        <OrdersAndRevenue span={span} />
        <TopProducts span={span} />
        <div className="grid gap-6 xl:grid-cols-2">
          <TimeToShip span={span} />
          <Cancellations span={span} />
        </div>
        <StockOuts span={span} />
      </div>
    </>
  )
}

function SpanForm({ span, onChoose }: { span: Span; onChoose: (span: Span) => void }) {
  const t = useTranslations('ops.insights')
  const [typed, setTyped] = useState(span)
  const [tried, setTried] = useState(false)
  const fault = faultOf(typed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (fault === undefined) onChoose(typed)
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-1.5">
      <div className="flex flex-wrap items-end gap-3">
        <TextField type="date" label={t('from')} value={typed.from} onChange={(event) => setTyped({ ...typed, from: event.target.value })} />
        <TextField type="date" label={t('to')} value={typed.to} onChange={(event) => setTyped({ ...typed, to: event.target.value })} />
        <Button type="submit">{t('show')}</Button>
      </div>
      {tried && fault ? <div role="alert"><FieldError>{t(`faults.${fault}`)}</FieldError></div> : null}
    </form>
  )
}
