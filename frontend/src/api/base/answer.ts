/** What an answer said beside its body. */

import type { Answer } from './base_query'

/**
 * For `transformResponse` of a read whose version an edit has to name: `{...body, etag}`. Send it back as `If-Match`.
 * `etag` is empty where the service sent none.
 */
export function withEtag<Body extends object>(body: Body, answer: Answer | undefined): Body & { etag: string } {
  return { ...body, etag: answer?.etag ?? '' }
}

/** For `transformResponse` of a change that may have been queued (`Prefer: respond-async`): which of both it is. */
export function doneOrQueued<Done, Queued>(
  body: Done | Queued,
  answer: Answer | undefined,
): { queued: false; done: Done } | { queued: true; operation: Queued; location: string } {
  if (answer?.status === 202) return { queued: true, operation: body as Queued, location: answer.location ?? '' }
  return { queued: false, done: body as Done }
}

/** For `transformResponse` of what is told from memory: `{...body, age, stale}`. `age`: seconds since that was known to be true. */
export function withFreshness<Body extends object>(
  body: Body,
  answer: Answer | undefined,
): Body & { age: number | null; stale: boolean } {
  return { ...body, age: answer?.age ?? null, stale: answer?.stale ?? false }
}
