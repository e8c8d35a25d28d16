import { useTranslations } from 'next-intl'

import type { NoticeView } from '@/api/ops'
import { useFormat } from '@/lib/format'
import { isMoney, numberIn, textIn } from '@/lib/wire'

export interface NoticeWords {
  title: string
  /** What else there is to say in short; '' where nothing is. */
  details: string
  /** The page of what it is about; null where there is none. */
  href: string | null
}

/** A notice in the person's language. One of a type that this portal does not know yet is called by its name. */
export function useNoticeWords(): (notice: NoticeView) => NoticeWords {
  const t = useTranslations('ops.notices.words')
  const format = useFormat()
  return ({ type, data }) => {
    const id = (name: string, place: string) => (data[name] ? `/ops/${place}/${encodeURIComponent(textIn(data, name))}` : null)
    const total = isMoney(data.total) ? format.money(data.total) : null
    switch (type) {
      case 'order.placed':
        return {
          title: t('orderPlaced'),
          details: total ? t('orderPlacedDetails', { total, units: numberIn(data, 'units') }) : '',
          href: id('order_id', 'orders'),
        }
      case 'order.cancelled': {
        const by = textIn(data, 'by')
        return {
          title: by.startsWith('ops:') ? t('orderCancelledBy', { name: by.slice('ops:'.length) }) : t('orderCancelled'),
          details: total ?? '',
          href: id('order_id', 'orders'),
        }
      }
      case 'product.ran_low':
        return {
          title: t('ranLow', { name: textIn(data, 'name') }),
          details: t('ranLowDetails', { sku: textIn(data, 'sku'), available: numberIn(data, 'available'), threshold: numberIn(data, 'low_stock_threshold') }),
          href: id('product_id', 'products'),
        }
      case 'import.finished': {
        const rows = typeof data.rows === 'object' && data.rows !== null ? (data.rows as Record<string, unknown>) : {}
        const counts = Object.entries(rows).filter(([name, count]) => name !== 'rows' && typeof count === 'number' && count > 0)
        return {
          title: data.state === 'SUCCEEDED' ? t('importSucceeded') : t('importRefused'),
          details: counts.map(([name, count]) => t('rows', { outcome: name, count: count as number })).join(' · '),
          href: id('operation_id', 'operations'),
        }
      }
      case 'dead_letter.arrived':
        return { title: t('deadLetter'), details: t('deadLetterDetails', { queue: textIn(data, 'queue') }), href: id('dead_letter_id', 'dead-letters') }
      case 'webhook.disabled':
        return { title: t('webhookDisabled'), details: data.because === 'gone' ? t('webhookGone') : t('webhookFailing'), href: id('webhook_id', 'webhooks') }
      default:
        return { title: type, details: '', href: null }
    }
  }
}
