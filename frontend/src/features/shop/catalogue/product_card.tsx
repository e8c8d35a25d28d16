'use client'

import NextLink from 'next/link'

import type { Product } from '@/api/shop'
import { Money } from '@/components/ui/money'

import { StockBadge } from './stock_badge'

export function ProductCard({ product }: { product: Product }) {
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface transition-shadow hover:shadow-card">
      <div className="aspect-square overflow-hidden bg-sunken">
        {product.image_url ? (
          // eslint-disable-next-line @next/next/no-img-element -- drawings of a few kB that come as they are: nothing to optimise
          <img src={product.image_url} alt="" width={320} height={320} loading="lazy" className="size-full object-cover transition-transform duration-300 group-hover:scale-[1.03]" />
        ) : null}
      </div>
      <div className="flex grow flex-col gap-1 p-4">
        <p className="text-xs text-ink-faint capitalize">{product.category}</p>
        <h2 className="leading-snug font-medium">
          <NextLink href={`/products/${encodeURIComponent(product.product_id)}`} className="after:absolute after:inset-0">{product.name}</NextLink>
        </h2>
        <div className="mt-auto flex flex-wrap items-center justify-between gap-2 pt-3">
          <Money value={product.price} className="text-base font-semibold" />
          <StockBadge available={product.available} />
        </div>
      </div>
    </article>
  )
}
