import type { OperationView } from '@/api/ops'

export const OUTCOMES = ['new', 'changed', 'unchanged', 'wrong'] as const
export type Outcome = (typeof OUTCOMES)[number]
export type RowCounts = Record<Outcome, number>

/** What came of the rows so far, or in the end. */
export function countsOf({ progress, result }: Pick<OperationView, 'progress' | 'result'>): RowCounts {
  const said = result ?? progress ?? {}
  const count = (outcome: Outcome) => (typeof said[outcome] === 'number' ? said[outcome] : 0)
  return { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), wrong: count('wrong') }
}

export function totalOf(counts: RowCounts): number {
  return OUTCOMES.reduce((total, outcome) => total + counts[outcome], 0)
}

export function hasEnded({ state }: Pick<OperationView, 'state'>): boolean {
  return state === 'SUCCEEDED' || state === 'REFUSED' || state === 'FAILED'
}
