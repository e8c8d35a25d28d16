/** The API of customer-bff, before its operations are put in: generated.ts does that. */

import { createApi } from '@reduxjs/toolkit/query/react'

import { portalBaseQuery } from '@/api/base/base_query'

export const shopBaseApi = createApi({
  reducerPath: 'shopApi',
  baseQuery: portalBaseQuery(),
  refetchOnReconnect: true,
  keepUnusedDataFor: 60,
  endpoints: () => ({}),
})
