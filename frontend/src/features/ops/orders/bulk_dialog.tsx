'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { type OperationView, useLazyGetOperationQuery, useMoveOrdersMutation } from '@/api/ops'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ProgressBar } from '@/components/ui/progress_bar'
import { useProblemWords } from '@/components/ui/states'
import { TextField } from '@/components/ui/text_field'
import { useLiveEvents } from '@/lib/live'

import { type Move, refusalOf } from './moves'
import { type Order, shortNumber } from './order'

const STATUS_AFTER = { ship: 'SHIPPED', deliver: 'DELIVERED', cancel: 'CANCELLED' } as const
/** The live stream tells sooner; this is for when it does not. */
const ASK_EVERY_MILLISECONDS = 1_500

interface End { order_id: string; moved: boolean; problem?: { code: string; detail?: string; from?: string } }

interface BulkDialogProps {
  move: Move
  orders: readonly Order[]
  onClose: () => void
  /** The work has ended: of these orders something may have become. */
  onMoved: (orderIds: readonly string[]) => void
}

/** Moves all selected orders that can be moved, and says of each what came of it. */
export function BulkDialog({ move, orders, onClose, onMoved }: BulkDialogProps) {
  const t = useTranslations('ops.orders')
  const [all] = useState(orders)
  const able = all.filter((order) => refusalOf(order, move) === undefined)
  const unable = all.filter((order) => refusalOf(order, move) !== undefined)
  const [reason, setReason] = useState('')
  const [moveOrders, { isLoading, error }] = useMoveOrdersMutation()
  const { text } = useProblemWords()(error)
  const [operation, setOperation] = useState<OperationView | null>(null)
  useFollowedOperation(operation, setOperation, () => onMoved(able.map(({ order_id }) => order_id)))
  if (move === 'close') return null
  const start = async () => {
    const transitions = { status: STATUS_AFTER[move], order_ids: able.map(({ order_id }) => order_id), ...(reason.trim() ? { reason: reason.trim() } : {}) }
    const { data } = await moveOrders({ transitions })
    if (data) setOperation(data)
  }
  return (
    <Dialog
      wide
      open
      onOpenChange={(wanted) => { if (!wanted) onClose() }}
      title={operation ? t('bulk.results') : t(`bulk.${move}Title`, { count: able.length })}
      description={operation ? undefined : t(`bulk.${move}Hint`)}
      actions={operation
        ? <Button look="primary" onClick={onClose}>{t('bulk.close')}</Button>
        : <Button look={move === 'cancel' ? 'danger' : 'primary'} busy={isLoading} disabled={able.length === 0} onClick={() => void start()}>{t(`bulk.${move}`, { count: able.length })}</Button>}
    >
      {operation ? <Results operation={operation} orders={able} /> : (
        <div className="grid gap-5">
          {move === 'cancel' ? <TextField label={t('reason')} hint={t('reasonHint')} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} /> : null}
          {unable.length > 0 ? (
            <section>
              <h3 className="mb-2 text-sm font-semibold">{t('bulk.notMoved', { count: unable.length })}</h3>
              <ul className="grid gap-1 text-sm text-ink-soft">
                {unable.map((order) => {
                  const refusal = refusalOf(order, move)
                  return <li key={order.order_id}><span className="numbers font-medium text-ink">{shortNumber(order.order_id)}</span>{' '}{refusal ? t(`refusals.${refusal}`) : null}</li>
                })}
              </ul>
            </section>
          ) : null}
          {error ? <p role="alert" className="text-sm text-danger">{text}</p> : null}
        </div>
      )}
    </Dialog>
  )
}

function Results({ operation, orders }: { operation: OperationView; orders: readonly Order[] }) {
  const t = useTranslations('ops.orders')
  const { state, result, problem } = operation
  if (state === 'REFUSED' || state === 'FAILED') {
    return <p role="alert" className="text-sm text-danger">{t('bulk.failed')}{' '}{typeof problem?.detail === 'string' ? problem.detail : null}</p>
  }
  if (state !== 'SUCCEEDED') {
    const { moved = 0, refused = 0 } = (operation.progress ?? {}) as { moved?: number; refused?: number }
    return <ProgressBar label={t('bulk.running')} value={moved + refused} max={orders.length} />
  }
  const ends = (result?.orders ?? []) as End[]
  const moved = ends.filter((end) => end.moved).length
  return (
    <div className="grid gap-4">
      <p role="status" className="font-medium">{t('bulk.counted', { moved, refused: ends.length - moved })}</p>
      <ul className="divide-y divide-line text-sm">
        {[...ends].sort((one, other) => Number(one.moved) - Number(other.moved)).map((end) => (
          <li key={end.order_id} className="flex items-start gap-2.5 py-2">
            {end.moved ? <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-positive" /> : <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />}
            <span className="numbers font-medium">{shortNumber(end.order_id)}</span>
            <span className="text-ink-soft">{end.moved ? t('bulk.done') : whyNot(end)}</span>
          </li>
        ))}
      </ul>
    </div>
  )

  function whyNot({ problem: refused }: End): string {
    const from = refused?.from as Parameters<typeof t>[0] | undefined
    const status = from && t.has(`status.${from}` as Parameters<typeof t>[0]) ? t(`status.${from}` as Parameters<typeof t>[0]) : undefined
    if (refused?.code === 'transition_refused' && status) return t('bulk.refusedFrom', { status })
    return refused?.detail ?? t('bulk.refusedSomehow')
  }
}

/** Reads the operation until it has ended; calls `onEnd` then, once. */
function useFollowedOperation(operation: OperationView | null, onRead: (operation: OperationView) => void, onEnd: () => void): void {
  const [getOperation] = useLazyGetOperationQuery()
  const id = operation?.operation_id
  const over = operation ? ['SUCCEEDED', 'REFUSED', 'FAILED'].includes(operation.state) : false
  const handlers = useRef({ onRead, onEnd })
  useEffect(() => { handlers.current = { onRead, onEnd } })
  const ask = useRef(async () => undefined as void)
  useEffect(() => {
    ask.current = async () => {
      if (!id) return
      const { data } = await getOperation({ operationId: id }) // until its work begins nobody may know of it: then ask again
      if (data) handlers.current.onRead(data)
    }
  }, [id, getOperation])
  useLiveEvents((event) => { if (event.type === 'operation.changed' && event.operation_id === id && !over) void ask.current() })
  useEffect(() => {
    if (!id || over) return
    const timer = setInterval(() => void ask.current(), ASK_EVERY_MILLISECONDS)
    return () => clearInterval(timer)
  }, [id, over])
  useEffect(() => { if (over) handlers.current.onEnd() }, [over])
}
