/** Who is signed in to this portal, and signing out. */

import { useCallback } from 'react'
import { useSelector } from 'react-redux'

import { personOf, type Session, sessionFrom } from '@/api/base/session'
import type { SessionState } from '@/api/base/session_slice'

import { useReadSessionQuery, useSignOutMutation } from './generated'

const ROLES = ['ops_agent', 'ops_manager'] as const

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

/** Whether the person may do what is a manager's: prices, products, imports, dead letters, webhooks. The BFF decides in the end. */
export function useIsManager(): boolean {
  return personOf(useSession())?.roles.includes('ops_manager') ?? false
}
