/** The shop's operations: those of generated.ts, and what the contract cannot say of them. */

import { withFreshness } from '@/api/base/answer'

import {
  generatedApi, type ListOwnOrdersApiResponse, type ListProductsApiArg, type ListProductsApiResponse,
} from './generated'

/** What is looked for, without the place in the list. */
export type ProductFilter = Omit<ListProductsApiArg, 'cursor'>

export type BrowsedProducts = ListProductsApiResponse & { age: number | null; stale: boolean }

export const shopApi = generatedApi
  .enhanceEndpoints({
    endpoints: {
      // asked once a page; a sign-in and a sign-out load the page anew
      signOut: { invalidatesTags: [] },
    },
  })
  .injectEndpoints({
    endpoints: (build) => ({
      /** The products that match, page by page; each page says how fresh it is. */
      browseProducts: build.infiniteQuery<BrowsedProducts, ProductFilter, string | null>({
        infiniteQueryOptions: { initialPageParam: null, getNextPageParam: (last) => last.next_cursor ?? undefined },
        query: ({ queryArg, pageParam }) => ({
          url: '/api/products',
          params: {
            search: queryArg.search,
            category: queryArg.category,
            sort: queryArg.sort,
            in_stock: queryArg.inStock,
            limit: queryArg.limit,
            cursor: pageParam,
          },
        }),
        transformResponse: (page: ListProductsApiResponse, answer) => withFreshness(page, answer),
        providesTags: ['products'],
      }),
      /** The customer's orders, page by page, newest first. */
      browseOwnOrders: build.infiniteQuery<ListOwnOrdersApiResponse, { limit: number }, string | null>({
        infiniteQueryOptions: { initialPageParam: null, getNextPageParam: (last) => last.next_cursor ?? undefined },
        query: ({ queryArg, pageParam }) => ({ url: '/api/orders', params: { limit: queryArg.limit, cursor: pageParam } }),
        providesTags: ['orders'],
      }),
    }),
  })

export const { useBrowseProductsInfiniteQuery, useBrowseOwnOrdersInfiniteQuery } = shopApi

