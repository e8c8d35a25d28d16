import type { Messages } from 'next-intl'
import { useTranslations } from 'next-intl'

import type { OperationView } from '@/api/ops'
import type { Tone } from '@/components/ui/badge'

export type OperationState = OperationView['state']

export const STATE_TONES: Record<OperationState, Tone> = {
  QUEUED: 'neutral', RUNNING: 'info', SUCCEEDED: 'positive', REFUSED: 'warning', FAILED: 'danger',
}

/** Nothing more happens to it by itself. */
export function hasEnded(state: OperationState): boolean {
  return state === 'SUCCEEDED' || state === 'REFUSED' || state === 'FAILED'
}

/** What an operation does, as a verb; one that this portal does not know is called by its name. */
export function useKindWords(): (kind: string) => string {
  const t = useTranslations('ops.operations.kinds')
  return (kind) => {
    const known = kind as keyof Messages['ops']['operations']['kinds'] // any other is asked for by `has`, and is not there
    return t.has(known) ? t(known) : kind
  }
}

/** The page of what it is about, with the words for the link; null for work on many things. */
export function subjectOf({ parameters, kind, result }: Pick<OperationView, 'parameters' | 'kind' | 'result'>):
  { kind: 'order' | 'product'; id: string; href: string } | null {
  const { order_id: order, product_id: product } = parameters
  if (order) return { kind: 'order', id: order, href: `/ops/orders/${encodeURIComponent(order)}` }
  if (product) return { kind: 'product', id: product, href: `/ops/products/${encodeURIComponent(product)}` }
  const made = kind === 'create_product' ? result?.product_id : undefined
  return typeof made === 'string' ? { kind: 'product', id: made, href: `/ops/products/${encodeURIComponent(made)}` } : null
}
