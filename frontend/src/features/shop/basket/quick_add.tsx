'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { useDispatch } from 'react-redux'

import type { Product } from '@/api/shop'
import { IconButton } from '@/components/ui/icon_button'
import { UNDO_MILLISECONDS, useToast } from '@/components/ui/toast'

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
  const first = useRef({ quantity: 0, until: 0 })
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
        // clicks on end are told as one, and taken back as one
        const quantity = Date.now() < first.current.until ? first.current.quantity : before
        first.current = { quantity, until: Date.now() + UNDO_MILLISECONDS }
        toast({
          about: 'basket',
          title: t('added', { name: product.name, count: before + 1 }),
          tone: 'positive',
          undo: () => {
            first.current.until = 0
            dispatch(quantityChanged({ product_id: product.product_id, quantity }))
          },
        })
      }}
    />
  )
}
