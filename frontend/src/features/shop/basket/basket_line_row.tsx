'use client'

import { Trash2 } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'
import { useDispatch } from 'react-redux'

import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon_button'
import { Money } from '@/components/ui/money'
import { NumberField } from '@/components/ui/number_field'
import { ProductPicture } from '@/components/ui/product_picture'
import { useToast } from '@/components/ui/toast'
import { useFormat } from '@/lib/format'

import { type BasketLine, MOST_OF_ONE } from './basket'
import { lineRemoved, lineRestored, quantityChanged } from './basket_slice'
import { useBasket } from './use_basket'
import type { PricedLine } from './use_priced_lines'

/** One product in the basket: how many of it, what that comes to, and what has become of it since. */
export function BasketLineRow({ line }: { line: PricedLine }) {
  const t = useTranslations('shop.basket')
  const dispatch = useDispatch()
  const remove = useRemoval()
  const { product_id: id, name, quantity, price } = line
  return (
    <li className="grid grid-cols-[5rem_1fr] gap-x-4 gap-y-3 py-5 sm:grid-cols-[6.5rem_1fr]">
      <NextLink href={`/products/${encodeURIComponent(id)}`} prefetch={false} aria-hidden tabIndex={-1}>
        <ProductPicture src={line.image_url} eager className="rounded-control border border-line" />
      </NextLink>
      <div className="grid content-start gap-2">
        <div className="flex items-start justify-between gap-3">
          <div>
            <h2 className="leading-snug font-medium"><NextLink href={`/products/${encodeURIComponent(id)}`} prefetch={false} className="rounded-sm hover:underline">{name}</NextLink></h2>
            <p className="mt-0.5 text-sm text-ink-soft"><Money value={price} /></p>
          </div>
          {line.gone ? null : <Money value={{ ...price, amount_minor: price.amount_minor * quantity }} className="font-semibold" />}
        </div>
        <Remarks line={line} />
        <div className="flex items-center justify-between gap-3">
          {line.gone ? <span /> : <NumberField label={t('quantityOf', { name })} hideLabel min={1} max={MOST_OF_ONE} value={quantity} onValueChange={(next) => dispatch(quantityChanged({ product_id: id, quantity: next }))} />}
          <IconButton label={t('remove', { name })} icon={<Trash2 />} onClick={() => remove(id)} />
        </div>
      </div>
    </li>
  )
}

function Remarks({ line }: { line: PricedLine }) {
  const t = useTranslations('shop.basket')
  const format = useFormat()
  const dispatch = useDispatch()
  const { available } = line
  if (line.gone) return <p className="text-sm text-danger">{t('gone')}</p>
  return (
    <>
      {line.formerly ? <p className="text-sm text-warning">{t('priceChanged', { before: format.money(line.formerly), now: format.money(line.price) })}</p> : null}
      {available === 0 ? <p className="text-sm text-danger">{t('soldOut')}</p> : null}
      {available ? (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-warning">
          {t('onlySoMany', { count: available })}
          <Button size="small" onClick={() => dispatch(quantityChanged({ product_id: line.product_id, quantity: available }))}>{t('take', { count: available })}</Button>
        </p>
      ) : null}
    </>
  )
}

function useRemoval(): (productId: string) => void {
  const t = useTranslations('shop.basket')
  const dispatch = useDispatch()
  const toast = useToast()
  const { lines } = useBasket()
  return (productId) => {
    const place = lines.findIndex(({ product_id: id }) => id === productId)
    const line: BasketLine | undefined = lines[place]
    if (!line) return
    dispatch(lineRemoved(productId))
    toast({ title: t('removed', { name: line.name }), undo: () => dispatch(lineRestored({ line, place })) })
  }
}
