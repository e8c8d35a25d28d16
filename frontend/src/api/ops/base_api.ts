/** The API of ops-bff, before its operations are put in: generated.ts does that. */

import { createApi } from '@reduxjs/toolkit/query/react'

import { portalBaseQuery } from '@/api/base/base_query'

export const opsBaseApi = createApi({
  reducerPath: 'opsApi',
  baseQuery: portalBaseQuery(),
  refetchOnReconnect: true,
  keepUnusedDataFor: 60,
  endpoints: () => ({}),
})
