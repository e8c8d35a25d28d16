'use client'

import { ShoppingBag } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'

import { useFormat } from '@/lib/format'

import { countOf } from './basket'
import { useBasket } from './use_basket'

const MOST_SHOWN = 99

/** The way to the basket, with how much is in it. */
export function BasketButton() {
  const t = useTranslations('shop.basket')
  const format = useFormat()
  const count = countOf(useBasket().lines)
  return (
    <NextLink
      href="/basket"
      aria-label={t('open', { count })}
      className="relative inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-control px-3 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink"
    >
      <ShoppingBag aria-hidden className="size-5" />
      <span className="hidden md:inline">{t('title')}</span>
      {count > 0 ? (
        <span className="numbers absolute top-0.5 left-6 flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-semibold text-on-accent md:static">
          {count > MOST_SHOWN ? t('many') : format.number(count)}
        </span>
      ) : null}
    </NextLink>
  )
}
