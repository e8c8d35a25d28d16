'use client'

import { useMemo } from 'react'

import { type Product, useProducts } from '@/api/shop'
import { useLiveState } from '@/lib/live'

import { type BasketLine, sameMoney } from './basket'
import { useBasket } from './use_basket'

/** A line, and what is known of its product now. `price` is the current one, where that is known. */
export interface PricedLine extends BasketLine {
  product: Product | undefined
  /** It is no longer for sale. */
  gone: boolean
  /** What it cost when it was put into the basket, if that was another price. */
  formerly: BasketLine['price'] | undefined
  /** There are fewer; how many there are. */
  available: number | undefined
  /** The price is as the shop says it now, not as it was. */
  sure: boolean
}

/** The basket's lines at current prices. `sure`: none of them may have changed in the meantime. */
export function usePricedLines(): { lines: PricedLine[]; sure: boolean } {
  const { lines } = useBasket()
  const known = useProducts(lines.map(({ product_id: id }) => id))
  const live = useLiveState()
  return useMemo(() => {
    const priced = lines.map((line): PricedLine => {
      const { product, gone = false, failed = true } = known.get(line.product_id) ?? {}
      return {
        ...line,
        product,
        gone,
        name: product?.name ?? line.name,
        image_url: product ? product.image_url : line.image_url,
        price: product?.price ?? line.price,
        formerly: product && !sameMoney(product.price, line.price) ? line.price : undefined,
        available: product && product.available < line.quantity ? product.available : undefined,
        sure: product !== undefined && !failed,
      }
    })
    return { lines: priced, sure: live !== 'stale' && priced.every(({ sure, gone }) => sure || gone) }
  }, [lines, known, live])
}
