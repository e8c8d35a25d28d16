import type { OperationView } from '@/api/ops'
import type { LiveEvent } from '@/lib/live'
import { numberIn, textIn } from '@/lib/wire'

/** How an operation goes on, as the stream of events tells it. */
export type OperationChange = Pick<OperationView, 'operation_id' | 'state' | 'attempts' | 'updated_at'> & { progress: Record<string, unknown> | null }

const STATES: readonly string[] = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'REFUSED', 'FAILED'] satisfies OperationView['state'][]

/** What `operation.changed` says; undefined for any other event. */
export function operationChangeIn(event: LiveEvent): OperationChange | undefined {
  const state = textIn(event, 'state')
  if (event.type !== 'operation.changed' || !STATES.includes(state)) return undefined
  const { progress } = event
  return {
    operation_id: textIn(event, 'operation_id'),
    state: state as OperationView['state'],
    attempts: numberIn(event, 'attempts'),
    updated_at: textIn(event, 'at'),
    progress: typeof progress === 'object' ? (progress as Record<string, unknown> | null) : null,
  }
}

/** The operation as it stands after the change; as it is where the change is older than what is known. */
export function changed<Operation extends OperationView>(operation: Operation, change: OperationChange): Operation {
  if (operation.operation_id !== change.operation_id) return operation
  if (new Date(change.updated_at) < new Date(operation.updated_at)) return operation
  return { ...operation, ...change }
}
