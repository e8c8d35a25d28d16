/** Whether the session that this page was used with has ended under it. */

import { createSlice } from '@reduxjs/toolkit'

export const sessionSlice = createSlice({
  name: 'session',
  initialState: { expired: false },
  reducers: {
    /** A call was answered with 401. */
    sessionExpired: (state) => { state.expired = true },
    sessionRenewed: (state) => { state.expired = false },
  },
})

export const { sessionExpired, sessionRenewed } = sessionSlice.actions

export interface SessionState { session: ReturnType<typeof sessionSlice.reducer> }
