import type { DeadLetterView } from '@/api/ops'
import type { Tone } from '@/components/ui/badge'

export type LetterState = DeadLetterView['state']

export const LETTER_STATES: readonly LetterState[] = ['WAITING', 'REDRIVING', 'REDRIVEN', 'DISCARDED']
export const STATE_TONES: Record<LetterState, Tone> = { WAITING: 'warning', REDRIVING: 'info', REDRIVEN: 'positive', DISCARDED: 'neutral' }

/** The message as JSON; undefined where it is none. */
export function contentOf(message: string): Record<string, unknown> | undefined {
  const read = readObject(message)
  return 'value' in read ? read.value : undefined
}

/** What was typed as a JSON object, or what is wrong with it in the browser's words. */
export function readObject(typed: string): { value: Record<string, unknown> } | { wrong: string } {
  try {
    const value: unknown = JSON.parse(typed)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: value as Record<string, unknown> }
    return { wrong: '' }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

/** What a command would do; '' for other messages. */
export function kindOf(letter: Pick<DeadLetterView, 'message'>): string {
  const kind = contentOf(letter.message)?.kind
  return typeof kind === 'string' ? kind : ''
}

/** Set out in lines where it is JSON, else as it is. */
export function readable(message: string): string {
  const content = contentOf(message)
  return content ? JSON.stringify(content, null, 2) : message
}

export interface Matching { queue: string; kind: string; cause: string }

/** As the service matches: the queue and the kind as they are, the cause by any part of it; '' matches all. */
export function matches(letter: DeadLetterView, { queue, kind, cause }: Matching): boolean {
  return (!queue || letter.queue === queue) && (!kind || kindOf(letter) === kind) && (!cause || (letter.cause ?? '').includes(cause))
}
