'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDispatch } from 'react-redux'

import type { Product } from '@/api/shop'
import { IconButton } from '@/components/ui/icon_button'
import { useToast } from '@/components/ui/toast'

import { MOST_PRODUCTS } from './basket'
import { productAdded, quantityChanged } from './basket_slice'
import { useBasket } from './use_basket'

/** One into the basket, from a list. */
export function QuickAdd({ product }: { product: Product }) {
  const t = useTranslations('shop.basket')
  const dispatch = useDispatch()
  const toast = useToast()
  const { lines, loaded } = useBasket()
  const before = lines.find(({ product_id: id }) => id === product.product_id)?.quantity ?? 0
  const full = before === 0 && lines.length >= MOST_PRODUCTS
  if (product.available <= 0) return null
  return (
    <IconButton
      label={t('addOne', { name: product.name })}
      icon={<Plus />}
      disabled={!loaded || full}
      className="rounded-full border border-line-strong bg-surface text-ink"
      onClick={() => {
        dispatch(productAdded({ product, quantity: 1 }))
        toast({
          title: t('added', { name: product.name }),
          tone: 'positive',
          undo: () => dispatch(quantityChanged({ product_id: product.product_id, quantity: before })),
        })
      }}
    />
  )
}
