'use client'

import { useEffect } from 'react'

import { useBrowseProductsInfiniteQuery } from '@/api/shop'

import { askedFor, type Filters } from './filters'

/** The products that match, as many pages of them as the address asks for. */
export function useBrowsing(filters: Filters) {
  const reading = useBrowseProductsInfiniteQuery(askedFor(filters))
  const { currentData, hasNextPage, isFetching, isError, fetchNextPage } = reading
  const read = currentData?.pages.length ?? 0
  const behind = read > 0 && read < filters.pages && hasNextPage
  useEffect(() => { if (behind && !isFetching && !isError) void fetchNextPage() }, [behind, read, isFetching, isError, fetchNextPage]) // `read`: two pages may come before React looks
  const first = currentData?.pages[0]
  return {
    reading,
    products: currentData?.pages.slice(0, filters.pages).flatMap(({ items }) => items) ?? [],
    more: read > filters.pages || hasNextPage,
    /** More is being read. */
    growing: behind && !isError,
    age: first?.age ?? null,
    stale: currentData?.pages.some(({ stale }) => stale) ?? false,
  }
}
