'use client'

import { useRef, useState } from 'react'

import type { ProductView } from '@/api/ops'
import { useLiveEvents } from '@/lib/live'

import { newest, productIn, withNewer } from './product'

/**
 * What became of products since they were read: by events and by what is done here. A product is left as it is while somebody
 * edits one of its cells; what came meanwhile shows when they are done.
 */
export function useLiveProducts(onReset: () => unknown) {
  const [known, setKnown] = useState<ReadonlyMap<string, ProductView>>(new Map())
  const edited = useRef(new Set<string>())
  const waiting = useRef(new Map<string, ProductView>())
  const take = (product: ProductView) => setKnown((before) => withNewer(before, product))
  useLiveEvents((event) => {
    if (event.type === 'reset') void onReset()
    const product = productIn(event)
    if (!product) return
    if (edited.current.has(product.product_id)) waiting.current.set(product.product_id, product)
    else take(product)
  })
  return {
    asShown: (read: ProductView) => newest(read, known),
    onChanged: take,
    onEditing: (productId: string, editing: boolean) => {
      if (editing) return void edited.current.add(productId)
      edited.current.delete(productId)
      const came = waiting.current.get(productId)
      if (came) take(came)
      waiting.current.delete(productId)
    },
  }
}
