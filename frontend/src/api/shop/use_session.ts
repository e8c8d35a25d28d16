/** Who is signed in to this portal, and signing out. */

import { useCallback } from 'react'
import { useSelector } from 'react-redux'

import { type Session, sessionFrom } from '@/api/base/session'
import type { SessionState } from '@/api/base/session_slice'

import { useReadSessionQuery, useSignOutMutation } from './generated'

const ROLES = ['customer'] as const

export function useSession(): Session {
  const answer = useReadSessionQuery()
  const expired = useSelector((state: SessionState) => state.session.expired)
  return sessionFrom(answer, expired, ROLES)
}

/** Ends the session here and at the identity provider, and leaves the page. Rejects with a ProblemError. */
export function useSignOut(): () => Promise<void> {
  const [signOut] = useSignOutMutation()
  return useCallback(async () => {
    const { sign_out_url: elsewhere } = await signOut().unwrap()
    window.location.assign(elsewhere ?? '/')
  }, [signOut])
}
