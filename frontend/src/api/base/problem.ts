/** What went wrong with a call, in one shape whatever went wrong. */

export interface FieldProblem {
  /** JSON Pointer into the body (`/lines/0/quantity`), or `#query/…`, `#header/…`, `#path/…`. */
  pointer: string
  code: string
  detail: string
}

/**
 * A refusal (RFC 9457), or a call that got none. `code` is one of docs/problems.md, or of the browser's own:
 * `offline` (no network), `unreachable` (nobody answered), `timeout`, `unreadable` (not the API's words).
 * It is a plain object, so that the store may keep it.
 */
export interface ProblemError {
  code: string
  title: string
  /** The HTTP status; 0 where there was no answer. */
  status: number
  detail: string
  errors: FieldProblem[]
  /** Names the request in the services' logs; empty where there was no answer. */
  trace_id: string
  /** After how many seconds the same may be sent again, where the service said so. */
  retry_after?: number
  /** What this kind of problem says besides: `shortages`, `current_version`, … */
  extra: Record<string, unknown>
}

export const NO_ANSWER_CODES = ['offline', 'unreachable', 'timeout'] as const

export function isProblem(value: unknown): value is ProblemError {
  return typeof value === 'object' && value !== null && 'code' in value && 'trace_id' in value && 'extra' in value
}

/** Whether nobody answered: the call may or may not have had its effect. */
export function gotNoAnswer(problem: ProblemError): boolean {
  return problem.status === 0
}

/** What a field's input is to say: the refusal of the body's member at this JSON Pointer. */
export function fieldProblem(problem: ProblemError | undefined, pointer: string): string | undefined {
  return problem?.errors.find((error) => error.pointer === pointer)?.detail
}

/** A problem out of an answer's body; whatever the body is. */
export function problemFrom(status: number, body: unknown, headers: Headers | undefined): ProblemError {
  const retryAfter = secondsOf(headers?.get('Retry-After'))
  const waiting = retryAfter === undefined ? {} : { retry_after: retryAfter }
  if (typeof body !== 'object' || body === null || !('code' in body) || typeof body.code !== 'string') {
    const traceId = headers?.get('X-Request-ID') ?? ''
    return { code: 'unreadable', title: '', status, detail: '', errors: [], trace_id: traceId, extra: {}, ...waiting }
  }
  const { code, title, status: said, detail, errors, trace_id, type: _type, instance: _instance, ...extra } =
    body as Record<string, unknown> & { code: string }
  return {
    code,
    title: text(title),
    status: typeof said === 'number' ? said : status,
    detail: text(detail),
    errors: Array.isArray(errors) ? errors.filter(isFieldProblem) : [],
    trace_id: text(trace_id),
    extra,
    ...waiting,
  }
}

export function noAnswer(code: 'offline' | 'unreachable' | 'timeout'): ProblemError {
  return { code, title: '', status: 0, detail: '', errors: [], trace_id: '', extra: {} }
}

/** Of a Retry-After header: seconds, or a date (RFC 9110, section 10.2.3). */
export function secondsOf(header: string | null | undefined, now = Date.now()): number | undefined {
  if (!header) return undefined
  if (/^\d+$/.test(header)) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return typeof value === 'object' && value !== null && 'pointer' in value && 'detail' in value && 'code' in value
}
