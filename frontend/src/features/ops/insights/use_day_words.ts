import { useLocale } from 'next-intl'
import { useMemo } from 'react'

import { formatDay } from '@/lib/format'

/** A day of the analytics in the person's language. It is a day of UTC, wherever they are. */
export function useDayWords(): (day: string) => string {
  const locale = useLocale()
  return useMemo(() => (day: string) => formatDay(day, locale, 'UTC'), [locale])
}
