'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { isMoney } from '@/lib/wire'
import { useFormat } from '@/lib/format'

const KNOWN = ['name', 'description', 'category', 'price', 'status', 'image_url', 'low_stock_threshold', 'stock_adjustment', 'received', 'available', 'reason'] as const

/** What a product's fields are called, and how their values are written. */
export function useFieldWords(): { nameOf: (field: string) => string; valueOf: (value: unknown) => ReactNode } {
  const t = useTranslations('ops.products')
  const format = useFormat()
  return {
    nameOf: (field) => {
      const known = KNOWN.find((one) => one === field)
      return known ? t(`fields.${known}`) : field
    },
    valueOf: (value) => {
      if (value === null || value === undefined || value === '') return t('nothing')
      if (isMoney(value)) return format.money(value)
      if (value === 'ACTIVE' || value === 'ARCHIVED') return t(`states.${value}`)
      if (typeof value === 'number') return format.number(value)
      if (typeof value === 'object') {
        const { delta, reason } = value as { delta?: number; reason?: string }
        if (typeof delta === 'number') return t('adjusted', { delta: format.number(delta), sign: delta > 0 ? 'plus' : 'minus', reason: reason ?? '' })
        return JSON.stringify(value)
      }
      return String(value)
    },
  }
}
