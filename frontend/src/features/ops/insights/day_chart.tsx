'use client'

import dynamic from 'next/dynamic'

import { Skeleton } from '@/components/ui/skeleton'

import type { DayChartProps } from './primitives/day_chart'

export type { DayChartProps }

const HEIGHT = 'h-64'
const Drawn = dynamic(() => import('./primitives/day_chart'), { ssr: false, loading: () => <Skeleton className={HEIGHT} /> })

/** Values by day. Those who do not see it hear `label`; the same values stand in a table beside it. Loaded when it is shown. */
export function DayChart(props: DayChartProps) {
  return <div role="img" aria-label={props.label} className={HEIGHT}><Drawn {...props} /></div>
}
