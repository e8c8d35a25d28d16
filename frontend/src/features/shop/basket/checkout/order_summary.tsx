'use client'

import { useTranslations } from 'next-intl'

import { Link } from '@/components/ui/link'
import { Money } from '@/components/ui/money'
import { ProductPicture } from '@/components/ui/product_picture'

import { totalOf } from '../basket'
import type { PricedLine } from '../use_priced_lines'

/** What is about to be ordered. */
export function OrderSummary({ lines, sure }: { lines: PricedLine[]; sure: boolean }) {
  const t = useTranslations('shop.checkout')
  const total = totalOf(lines)
  return (
    <section aria-labelledby="summary">
      <div className="mb-4 flex items-baseline justify-between gap-3">
        <h2 id="summary" className="font-semibold">{t('yourOrder')}</h2>
        <Link href="/basket" className="text-sm">{t('edit')}</Link>
      </div>
      <ul className="grid gap-4">
        {lines.map((line) => (
          <li key={line.product_id} className="grid grid-cols-[3.5rem_1fr_auto] items-center gap-3 text-sm">
            <ProductPicture src={line.image_url} eager className="rounded-control" />
            <div>
              <p className="leading-snug font-medium">{line.name}</p>
              <p className="numbers text-ink-faint">{t('times', { quantity: line.quantity })} <Money value={line.price} /></p>
            </div>
            <Money value={{ ...line.price, amount_minor: line.price.amount_minor * line.quantity }} className="font-medium" />
          </li>
        ))}
      </ul>
      <div className="mt-5 flex items-baseline justify-between border-t border-line pt-4">
        <p className="font-semibold">{sure ? t('total') : t('estimatedTotal')}</p>
        {total ? <Money value={total} className="text-xl font-semibold" /> : null}
      </div>
      <p className="mt-1 text-xs text-ink-faint">{sure ? t('totalHint') : t('estimatedHint')}</p>
    </section>
  )
}
