'use client'

import { Check, ShoppingBag } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDispatch } from 'react-redux'

import type { Product } from '@/api/shop'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { NumberField } from '@/components/ui/number_field'

import { MOST_PRODUCTS } from './basket'
import { productAdded } from './basket_slice'
import { useBasket } from './use_basket'

/** How many, and into the basket with them. */
export function AddToBasket({ product }: { product: Product }) {
  const t = useTranslations('shop.basket')
  const dispatch = useDispatch()
  const { lines, loaded } = useBasket()
  const [wanted, setQuantity] = useState(1)
  const inBasket = lines.find(({ product_id: id }) => id === product.product_id)?.quantity ?? 0
  const full = inBasket === 0 && lines.length >= MOST_PRODUCTS
  if (product.available <= 0) return <p className="text-ink-soft">{t('soldOutHint')}</p>
  const quantity = Math.min(wanted, product.available)
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <NumberField label={t('quantity')} hideLabel value={quantity} min={1} max={product.available} onValueChange={setQuantity} />
        <Button
          look="primary"
          className="grow px-6 sm:grow-0"
          icon={<ShoppingBag aria-hidden className="size-4" />}
          disabled={!loaded || full}
          onClick={() => { dispatch(productAdded({ product, quantity })); setQuantity(1) }}
        >
          {t('add')}
        </Button>
      </div>
      <div role="status" className="min-h-6 text-sm">
        {full ? <p className="text-warning">{t('full', { most: MOST_PRODUCTS })}</p> : null}
        {inBasket > 0 ? (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-positive">
            <span className="flex items-center gap-1.5"><Check aria-hidden className="size-4" />{t('inBasket', { count: inBasket })}</span>
            <Link href="/basket">{t('toBasket')}</Link>
          </p>
        ) : null}
        {inBasket > product.available ? <p className="mt-1 text-warning">{t('onlySoMany', { count: product.available })}</p> : null}
      </div>
    </div>
  )
}
