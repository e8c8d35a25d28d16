'use client'

import { ShoppingBag } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { signInAddress } from '@/api/base/session'
import { useSession } from '@/api/shop'
import { buttonClasses } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/link'
import { Money } from '@/components/ui/money'
import { PageHeader } from '@/components/ui/page_header'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { EmptyState } from '@/components/ui/states'

import { byCurrency, countOf, totalOf } from './basket'
import { BasketLineRow } from './basket_line_row'
import { useBasket } from './use_basket'
import { type PricedLine, usePricedLines } from './use_priced_lines'

/** All that is in the basket, and the way to order it. */
export function BasketPage() {
  const t = useTranslations('shop.basket')
  const { loaded, attempt } = useBasket()
  const { lines, sure } = usePricedLines()
  const groups = byCurrency(lines)
  if (!loaded) return <><PageHeader title={t('title')} /><Loading><div className="grid gap-5">{[0, 1, 2].map((line) => <Skeleton key={line} className="h-28 rounded-card" />)}</div></Loading></>
  if (lines.length === 0 && !attempt) {
    return <EmptyState page icon={<ShoppingBag aria-hidden />} title={t('empty')} description={t('emptyHint')} action={<ButtonLink href="/" look="primary">{t('look')}</ButtonLink>} />
  }
  return (
    <>
      <PageHeader title={t('title')} description={t('count', { count: countOf(lines) })} />
      {attempt ? <Unsettled /> : null}
      {groups.length > 1 ? <p role="status" className="mb-6 rounded-card bg-info-soft px-4 py-3 text-sm text-info">{t('currencies', { currencies: groups.map(({ currency }) => currency).join(', ') })}</p> : null}
      <div className="grid gap-10">
        {groups.map(({ currency, lines: its }) => <Group key={currency} currency={currency} lines={its} sure={sure} alone={groups.length === 1} />)}
      </div>
    </>
  )
}

/** What can become one order. */
function Group({ currency, lines, sure, alone }: { currency: string; lines: PricedLine[]; sure: boolean; alone: boolean }) {
  const t = useTranslations('shop.basket')
  return (
    <section aria-label={alone ? t('title') : t('inCurrency', { currency })} className="grid gap-8 lg:grid-cols-[1fr_21rem] lg:gap-12">
      <ul className="divide-y divide-line border-y border-line">
        {lines.map((line) => <BasketLineRow key={line.product_id} line={line} />)}
      </ul>
      <Summary lines={lines} sure={sure} href={alone ? '/checkout' : `/checkout?currency=${currency}`} />
    </section>
  )
}

function Summary({ lines, sure, href }: { lines: PricedLine[]; sure: boolean; href: string }) {
  const t = useTranslations('shop.basket')
  const session = useSession()
  const orderable = lines.filter(({ gone }) => !gone)
  const subtotal = totalOf(orderable)
  return (
    <div className="h-fit rounded-card border border-line bg-surface p-5 sm:p-6 lg:sticky lg:top-24">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-semibold">{sure ? t('subtotal') : t('estimate')}</h2>
        {subtotal ? <Money value={subtotal} className="text-xl font-semibold" /> : null}
      </div>
      <p className="mt-1 text-sm text-ink-faint">{sure ? t('subtotalHint') : t('estimateHint')}</p>
      <div className="mt-5 grid gap-3">
        {orderable.length === 0 ? <p className="text-sm text-ink-soft">{t('nothingToOrder')}</p>
          : session.state === 'signed-out'
            ? <><a href={signInAddress(href)} className={buttonClasses('primary')}>{t('signInToCheckOut')}</a><p className="text-center text-xs text-ink-faint">{t('signInHint')}</p></>
            : <ButtonLink href={href} look="primary">{t('checkOut')}</ButtonLink>}
        <ButtonLink href="/" look="quiet">{t('goOn')}</ButtonLink>
      </div>
    </div>
  )
}

/** An order was sent, and nobody knows yet whether it was made. */
function Unsettled() {
  const t = useTranslations('shop.basket')
  return (
    <div role="status" className="mb-6 flex flex-wrap items-center gap-3 rounded-card bg-warning-soft px-4 py-3 text-sm text-warning">
      <p className="grow">{t('unsettled')}</p>
      <ButtonLink href="/checkout" size="small">{t('settle')}</ButtonLink>
    </div>
  )
}
