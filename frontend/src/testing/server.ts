import { setupServer } from 'msw/node'

import type { ProblemError } from '@/api/base/problem'

/** The BFF that a test plays. `server.use(...)` with handlers of `./handlers`. */
export const server = setupServer()

/** The body and status of a refusal. */
export function problemBody(code: string, status: number, more: Partial<ProblemError> & Record<string, unknown> = {}) {
  return { type: `/problems/${code}`, title: code, status, detail: `It is ${code}.`, instance: '/', code, trace_id: 'a'.repeat(32), ...more }
}
