'use client'

import { memo, type ReactNode } from 'react'

import type { Product } from '@/api/shop'
import { Money } from '@/components/ui/money'
import { ProductPicture } from '@/components/ui/product_picture'

import { useCategoryName } from './category_name'
import { EagerLink } from './eager_link'
import { StockBadge } from './stock_badge'

interface ProductCardProps {
  product: Product
  /** Its picture is among the first that are seen. */
  eager?: boolean
  action?: ((product: Product) => ReactNode) | undefined
}

export const ProductCard = memo(function ProductCard({ product, eager = false, action }: ProductCardProps) {
  const nameOf = useCategoryName()
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-card border border-line bg-surface transition-shadow hover:shadow-high">
      <ProductPicture src={product.image_url} eager={eager} className="[&_img]:transition-transform [&_img]:duration-500 group-hover:[&_img]:scale-[1.04]" />
      <div className="flex grow flex-col gap-1 p-3 sm:p-4">
        <p className="text-xs text-ink-faint">{nameOf(product.category)}</p>
        <h2 className="text-sm leading-snug font-medium sm:text-base">
          <EagerLink href={`/products/${encodeURIComponent(product.product_id)}`} className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-card focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent">{product.name}</EagerLink>
        </h2>
        <div className="mt-auto flex items-end justify-between gap-2 pt-3">
          <div className="grid gap-1.5">
            <Money value={product.price} className="text-base font-semibold" />
            <StockBadge available={product.available} />
          </div>
          {action ? <div className="relative z-10">{action(product)}</div> : null}
        </div>
      </div>
    </article>
  )
})
