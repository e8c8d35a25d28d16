'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useDispatch } from 'react-redux'

import { isProblem } from '@/api/base/problem'
import { type Order, shopApi, useCancelOwnOrderMutation } from '@/api/shop'
import { AlertDialog } from '@/components/ui/alert_dialog'
import { Button } from '@/components/ui/button'
import { useProblemWords } from '@/components/ui/states'
import { TextField } from '@/components/ui/text_field'
import { useToast } from '@/components/ui/toast'

const LONGEST_REASON = 500

/** Cancelling what has not shipped; else why that is no longer possible. Nothing where it is cancelled, or has arrived. */
export function CancelOrder({ order }: { order: Order }) {
  const t = useTranslations('shop.orders.cancel')
  const dispatch = useDispatch()
  const toast = useToast()
  const wordsFor = useProblemWords()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [cancel, { isLoading }] = useCancelOwnOrderMutation()
  if (order.status === 'CANCELLED' || order.status === 'DELIVERED') return null
  const why = order.status === 'SHIPPED' ? t('shipped') : order.shipments.length > 0 ? t('partlyShipped') : undefined
  const confirm = async () => {
    try {
      await cancel({ orderId: order.order_id, body: { reason: reason.trim() || null } }).unwrap()
      toast({ title: t('done'), tone: 'positive' })
      setRefusal(undefined)
    } catch (problem) {
      if (!isProblem(problem)) throw problem
      if (problem.code === 'transition_refused') {
        setRefusal(t('tooLate'))
        dispatch(shopApi.util.invalidateTags(['orders'])) // what is shown is old
      } else {
        setRefusal(wordsFor(problem).text)
      }
    }
    setOpen(false)
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line px-5 py-4 sm:px-6">
      <div role="status" className="text-sm text-ink-soft">
        {refusal ? <p className="font-medium text-danger">{refusal}</p> : null}
        {why ? <p>{why}</p> : <p>{t('possible')}</p>}
      </div>
      <Button look="danger" disabled={Boolean(why)} onClick={() => { setRefusal(undefined); setOpen(true) }}>{t('button')}</Button>
      <AlertDialog
        open={open}
        onOpenChange={setOpen}
        danger
        busy={isLoading}
        title={t('title')}
        description={t('description')}
        confirmLabel={t('confirm')}
        onConfirm={() => void confirm()}
      >
        <TextField label={t('reason')} hint={t('reasonHint')} maxLength={LONGEST_REASON} value={reason} onChange={(event) => setReason(event.target.value)} />
      </AlertDialog>
    </div>
  )
}
