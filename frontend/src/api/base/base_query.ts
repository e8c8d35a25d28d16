/** How a portal calls its BFF: same origin, with the session's cookie, and with every failure as a ProblemError. */

import { type BaseQueryFn, type FetchArgs, fetchBaseQuery } from '@reduxjs/toolkit/query'

import { noAnswer, problemFrom, type ProblemError } from './problem'
import { sessionExpired } from './session_slice'

/** The header that says that a script of the portal calls; what changes something is refused without (any value). */
const CSRF_HEADER = 'X-CSRF'
const TIMEOUT_MILLISECONDS = 20_000
const MOST_ATTEMPTS = 4
const FIRST_PAUSE_MILLISECONDS = 300
/** Longer than this nobody is let wait: they are told, and may press Retry. */
const LONGEST_PAUSE_MILLISECONDS = 5_000
const WORTH_ANOTHER_TRY = new Set([0, 429, 502, 503, 504])

export interface Answer {
  status: number
  /** The version that was read, for `If-Match`. */
  etag: string | null
  /** Where a queued change can be followed. */
  location: string | null
  /** Whether the service did as `Prefer` asked. */
  preferenceApplied: string | null
  /** Seconds since this was known to be true; from products' lists. */
  age: number | null
  stale: boolean
}

/** As fetchBaseQuery takes it, but null is as good as nothing: the contracts say so of headers and parameters. */
export interface PortalRequest extends Omit<FetchArgs, 'headers' | 'params'> {
  headers?: Record<string, string | null | undefined>
  params?: Record<string, unknown>
}

export type PortalBaseQuery = BaseQueryFn<string | PortalRequest, unknown, ProblemError, object, Answer>

export interface BaseQueryOptions {
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>
  random?: () => number
}

/**
 * The base query of a portal. What is safe to repeat (GET, and what bears an Idempotency-Key) is repeated after a network
 * failure, 429, 502, 503 and 504, with growing pauses and full jitter; Retry-After counts where it asks for more.
 * Paths are taken as they come: `/api/…`, of the page's own origin.
 */
export function portalBaseQuery({ pause = sleep, random = Math.random }: BaseQueryOptions = {}): PortalBaseQuery {
  const send = fetchBaseQuery({
    baseUrl: typeof window === 'undefined' ? 'http://server.invalid' : window.location.origin,
    credentials: 'same-origin',
    timeout: TIMEOUT_MILLISECONDS,
    prepareHeaders: (headers) => headers.set(CSRF_HEADER, '1'),
    responseHandler: readBody,
    paramsSerializer: queryOf,
  })
  return async (args, api, extraOptions) => {
    const request = withoutNulls(typeof args === 'string' ? { url: args } : args)
    for (let attempt = 1; ; attempt++) {
      const { data, error, meta } = await send(request, api, extraOptions)
      const response = meta?.response
      if (error === undefined) return { data: data ?? null, meta: answerOf(response) }
      const problem = problemOf(error, response?.headers)
      if (problem.status === 401 && api.endpoint !== 'readSession') api.dispatch(sessionExpired())
      const wait = pauseBefore(attempt, problem, random)
      const again = repeatable(request) && WORTH_ANOTHER_TRY.has(problem.status) && attempt < MOST_ATTEMPTS
      if (!again || wait > LONGEST_PAUSE_MILLISECONDS || api.signal.aborted) {
        return { error: problem, meta: answerOf(response) }
      }
      await pause(wait, api.signal)
    }
  }
}

/** A list is its parameter once an item, as the services read it; an empty one is none. */
function queryOf(params: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) query.append(name, String(item))
  }
  return query.toString()
}

function withoutNulls({ headers = {}, params = {}, ...request }: PortalRequest): FetchArgs {
  const something = ([, value]: [string, unknown]) => value !== null && value !== undefined
  return {
    ...request,
    headers: Object.fromEntries(Object.entries(headers).filter(something)) as Record<string, string>,
    params: Object.fromEntries(Object.entries(params).filter(something)),
  }
}

function repeatable(request: FetchArgs): boolean {
  const method = (request.method ?? 'GET').toUpperCase()
  if (method === 'GET' || method === 'HEAD') return true
  return new Headers(request.headers as Record<string, string>).has('Idempotency-Key')
}

function pauseBefore(attempt: number, problem: ProblemError, random: () => number): number {
  const backoff = random() * FIRST_PAUSE_MILLISECONDS * 2 ** attempt
  return Math.max(backoff, (problem.retry_after ?? 0) * 1000)
}

function problemOf(error: { status: number | string; data?: unknown }, headers: Headers | undefined): ProblemError {
  if (typeof error.status === 'number') return problemFrom(error.status, error.data, headers)
  if (error.status === 'TIMEOUT_ERROR') return noAnswer('timeout')
  if (error.status === 'PARSING_ERROR') return problemFrom(502, null, headers)
  return noAnswer(typeof navigator !== 'undefined' && navigator.onLine === false ? 'offline' : 'unreachable')
}

async function readBody(response: Response): Promise<unknown> {
  const body = await response.text()
  if (body === '') return null
  const type = response.headers.get('Content-Type') ?? ''
  return /\bjson\b/.test(type) ? (JSON.parse(body) as unknown) : body
}

function answerOf(response: Response | undefined): Answer {
  const headers = response?.headers
  const age = headers?.get('Age')
  return {
    status: response?.status ?? 0,
    etag: headers?.get('ETag') ?? null,
    location: headers?.get('Location') ?? null,
    preferenceApplied: headers?.get('Preference-Applied') ?? null,
    age: age ? Number(age) : null,
    stale: headers?.get('Warning')?.startsWith('110') ?? false,
  }
}

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve() }, { once: true })
  })
}
