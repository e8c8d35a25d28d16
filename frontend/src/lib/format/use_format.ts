'use client'

import { useLocale } from 'next-intl'
import { useMemo } from 'react'

import { formatMoney, type MoneyLike } from './money'
import { formatDay, formatExact, formatRelative } from './time'

/** The formats of the person's language. */
export function useFormat() {
  const locale = useLocale()
  return useMemo(() => {
    const numbers = new Intl.NumberFormat(locale)
    return {
      money: (money: MoneyLike) => formatMoney(money, locale),
      number: (value: number) => numbers.format(value),
      percent: (share: number) =>
        new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
      relative: (at: string | Date, now = new Date()) => formatRelative(at, now, locale),
      exact: (at: string | Date) => formatExact(at, locale),
      day: (at: string | Date) => formatDay(at, locale),
    }
  }, [locale])
}
