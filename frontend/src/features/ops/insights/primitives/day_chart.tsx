'use client'

import { useLocale } from 'next-intl'
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

export interface DayChartProps {
  /** What it shows, in a sentence. */
  label: string
  days: readonly { day: string; values: readonly (number | null)[] }[]
  /** As many as each day has values. */
  series: readonly { name: string; look: 'bar' | 'line' | 'dashed' }[]
  /** A value in words, at the axis and under the pointer. */
  write: (value: number) => string
}

const INK = { fill: 'var(--ink-soft)', fontSize: 12 }

export default function DrawnDayChart({ days, series, write }: DayChartProps) {
  const locale = useLocale()
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const rows = days.map(({ day, values }) => ({ day, ...Object.fromEntries(values.map((value, index) => [String(index), value])) }))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis dataKey="day" tickFormatter={(day: string) => short.format(new Date(day))} tick={INK} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} minTickGap={24} />
        <YAxis tickFormatter={write} tick={INK} tickLine={false} axisLine={false} width={72} allowDecimals={false} />
        <Tooltip
          formatter={(value) => write(Number(value))}
          labelFormatter={(day) => long.format(new Date(String(day)))}
          contentStyle={{ background: 'var(--raised)', border: '1px solid var(--line)', borderRadius: '0.5rem', color: 'var(--ink)' }}
          itemStyle={{ color: 'var(--ink)' }}
          cursor={{ fill: 'var(--sunken)', stroke: 'var(--line-strong)' }}
        />
        {series.map(({ name, look }, index) => look === 'bar'
          ? <Bar key={name} dataKey={String(index)} name={name} fill="var(--accent)" radius={[3, 3, 0, 0]} maxBarSize={28} isAnimationActive={false} />
          : <Line key={name} dataKey={String(index)} name={name} stroke={look === 'dashed' ? 'var(--ink-faint)' : 'var(--accent)'} strokeDasharray={look === 'dashed' ? '4 4' : '0'} strokeWidth={2} dot={days.length === 1} connectNulls isAnimationActive={false} />)}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
