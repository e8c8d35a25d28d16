/**
 * The operations desk's API: what features import. Operations come from generated.ts; what the contract cannot say (finer
 * tags, an ETag kept with what was read) is put on here.
 */

import { generatedApi } from './generated'

export const opsApi = generatedApi.enhanceEndpoints({
  endpoints: {
    // asked once a page; a sign-in and a sign-out load the page anew
    signOut: { invalidatesTags: [] },
  },
})

export * from './generated'
export { useIsManager, useSession, useSignOut } from './use_session'
