'use client'

import { useTranslations } from 'next-intl'

import { type Product, useListProductsQuery } from '@/api/shop'

import { ProductCard } from './product_card'

const SHOWN = 4

/** Others of the same category; nothing where there are none. */
export function MoreLikeIt({ product }: { product: Product }) {
  const t = useTranslations('shop.catalogue')
  const { data } = useListProductsQuery({ category: product.category, inStock: true, limit: SHOWN + 1 })
  const others = data?.items.filter(({ product_id: id }) => id !== product.product_id).slice(0, SHOWN) ?? []
  if (others.length === 0) return null
  return (
    <section aria-labelledby="more-like-it" className="mt-16 border-t border-line pt-10">
      <h2 id="more-like-it" className="mb-5 text-xl font-semibold">{t('moreLikeIt')}</h2>
      <ul className="grid grid-cols-2 gap-x-3 gap-y-4 sm:gap-5 lg:grid-cols-4">
        {others.map((other) => <li key={other.product_id}><ProductCard product={other} /></li>)}
      </ul>
    </section>
  )
}
