'use client'

import { useEffect } from 'react'

import { useAddress } from './use_address'

/** An address that asks for more pages is an accident, or a prank. */
const MOST_PAGES = 50

/** What an infinite query of the API gives. */
interface GrowingReading<Page> {
  currentData?: { pages: Page[] } | undefined
  hasNextPage: boolean
  isFetching: boolean
  isError: boolean
  fetchNextPage: () => unknown
}

/**
 * A list that is read page by page, as many pages of it as the address asks for (`?pages=3`): Back and reload come back to the
 * same place.
 */
export function useGrowingList<Page>({ currentData, hasNextPage, isFetching, isError, fetchNextPage }: GrowingReading<Page>) {
  const address = useAddress()
  const said = Number(address.get('pages'))
  const wanted = Number.isInteger(said) && said > 1 ? Math.min(said, MOST_PAGES) : 1
  const read = currentData?.pages.length ?? 0
  const behind = read > 0 && read < wanted && hasNextPage
  useEffect(() => {
    if (behind && !isFetching && !isError) void fetchNextPage()
  }, [behind, read, isFetching, isError, fetchNextPage]) // `read`: two pages may come before React looks
  return {
    pages: currentData?.pages.slice(0, wanted) ?? [],
    more: read > wanted || hasNextPage,
    /** More is being read. */
    growing: behind && !isError,
    showMore: () => address.go({ pages: String(wanted + 1) }, { replace: true }),
  }
}
