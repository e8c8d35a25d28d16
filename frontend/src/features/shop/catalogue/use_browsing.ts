'use client'

import { useBrowseProductsInfiniteQuery } from '@/api/shop'
import { useGrowingList } from '@/lib/use_growing_list'

import { askedFor, type Filters } from './filters'

/** The products that match, as many pages of them as the address asks for. */
export function useBrowsing(filters: Filters) {
  const reading = useBrowseProductsInfiniteQuery(askedFor(filters))
  const { pages, more, growing, showMore } = useGrowingList(reading)
  return {
    reading,
    products: pages.flatMap(({ items }) => items),
    more,
    growing,
    showMore,
    age: pages[0]?.age ?? null,
    stale: pages.some(({ stale }) => stale),
  }
}
