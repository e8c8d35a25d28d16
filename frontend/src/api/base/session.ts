/** Who is signed in, as both portals ask it. */

import { isProblem, type ProblemError } from './problem'

export interface Person {
  subject: string
  name: string
  roles: string[]
}

/**
 * `unknown` while it is asked; `signed-out`; `expired` (was signed in when the page was opened, and no longer is);
 * `wrong-role` (signed in, with none of the portal's roles); `signed-in`; `unreachable` (could not be asked).
 */
export type Session =
  | { state: 'unknown' }
  | { state: 'signed-out' }
  | { state: 'expired'; person: Person }
  | { state: 'wrong-role'; person: Person }
  | { state: 'signed-in'; person: Person }
  | { state: 'unreachable'; problem: ProblemError }

export function sessionFrom(
  answer: { data?: Person | undefined; error?: unknown },
  expired: boolean,
  roles: readonly string[],
): Session {
  const { data: person, error } = answer
  if (isProblem(error) && error.status !== 401) return { state: 'unreachable', problem: error }
  if (person && (expired || error)) return { state: 'expired', person }
  if (error) return { state: 'signed-out' }
  if (!person) return { state: 'unknown' }
  return { state: person.roles.some((role) => roles.includes(role)) ? 'signed-in' : 'wrong-role', person }
}

/** The person, if they are signed in with a role of the portal. */
export function personOf(session: Session): Person | undefined {
  return session.state === 'signed-in' ? session.person : undefined
}

/** Where to go to sign in and come back to `returnTo`, a path of this portal. A plain link: it leaves the app. */
export function signInAddress(returnTo: string): string {
  return `/api/session/sign-in?return_to=${encodeURIComponent(returnTo)}`
}
