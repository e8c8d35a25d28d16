'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'

import { useChangeOrderStatusMutation, useCloseOrderMutation, useEditShipmentMutation } from '@/api/ops'
import { AlertDialog } from '@/components/ui/alert_dialog'
import { useProblemWords } from '@/components/ui/states'
import { TextField } from '@/components/ui/text_field'
import { useToast } from '@/components/ui/toast'

import { ConflictDialog } from './conflict_dialog'
import { refusalOf } from './moves'
import { type Order, type OrderDetails, type Shipment, shortNumber } from './order'
import { ShipDialog } from './ship_dialog'
import { TrackingDialog } from './tracking_dialog'
import { answered, type Change, useOrderChange } from './use_order_change'

/** What is being done to which order: as it stood when the person began. */
export type Doing =
  | { kind: 'ship' | 'cancel' | 'deliver' | 'close'; order: Order }
  | { kind: 'tracking' | 'arrived'; order: Order; shipment: Shipment }

interface OrderDialogsProps {
  doing: Doing | null
  onClose: () => void
  onChanged: (order: OrderDetails) => void
  /** Where the focus goes after a dialog; null: to where it was. */
  finalFocus?: () => HTMLElement | null
}

/** The dialogs in which orders are changed, and the one that says that somebody else was quicker. */
export function OrderDialogs({ doing, onClose, onChanged, finalFocus }: OrderDialogsProps) {
  const t = useTranslations('ops.orders')
  const toast = useToast()
  const done = useCallback(
    (order: OrderDetails) => {
      const type = order.timeline.at(-1)?.type ?? ''
      const known = `done.${type.replace('.', '-')}` as Parameters<typeof t>[0]
      toast({ title: t.has(known) ? t(known, { number: shortNumber(order.order_id) }) : t('done.other', { number: shortNumber(order.order_id) }) })
      onChanged(order)
      onClose()
    },
    [t, toast, onChanged, onClose],
  )
  const { run, busy, failure, conflict, forget } = useOrderChange(done, onClose)
  const [changeStatus] = useChangeOrderStatusMutation()
  const [closeOrder] = useCloseOrderMutation()
  const [editShipment] = useEditShipmentMutation()
  const leave = () => { forget(); onClose() }
  const focus = finalFocus ? { finalFocus } : {}
  const confirmed = (change: Change) => { if (doing) void run(doing.order, change) }
  const confirm = (kind: Doing['kind']) => ({ open: doing?.kind === kind && !conflict, busy, failure, onClose: leave, ...focus })
  return (
    <>
      {doing?.kind === 'ship' ? (
        <ShipDialog key={doing.order.order_id} open={!conflict} order={doing.order} busy={busy} failure={failure} onClose={leave} onShip={confirmed} {...focus} />
      ) : null}
      {doing?.kind === 'tracking' ? (
        <TrackingDialog key={doing.shipment.shipment_id} open={!conflict} order={doing.order} shipment={doing.shipment} busy={busy} failure={failure} onClose={leave} onSave={confirmed} {...focus} />
      ) : null}
      <Confirm
        {...confirm('cancel')}
        title={t('cancelTitle', { number: numberOf(doing) })}
        description={t('cancelHint')}
        label={t('moves.cancel')}
        withReason
        danger
        onConfirm={(reason) => doing && confirmed({
          label: t('moves.cancel'),
          refusal: (order) => refusalOf(order, 'cancel'),
          send: (ifMatch) => answered(changeStatus({ orderId: doing.order.order_id, 'if-match': ifMatch, statusRequest: { status: 'CANCELLED', reason: reason || null } }).unwrap()),
        })}
      />
      <Confirm
        {...confirm('close')}
        title={t('closeTitle', { number: numberOf(doing) })}
        description={t('closeHint')}
        label={t('moves.close')}
        withReason
        danger
        onConfirm={(reason) => doing && confirmed({
          label: t('moves.close'),
          refusal: (order) => refusalOf(order, 'close'),
          send: (ifMatch) => answered(closeOrder({ orderId: doing.order.order_id, 'if-match': ifMatch, body: { reason: reason || null } }).unwrap()),
        })}
      />
      <Confirm
        {...confirm('deliver')}
        title={t('deliverTitle', { number: numberOf(doing) })}
        description={t('deliverHint')}
        label={t('moves.deliver')}
        onConfirm={() => doing && confirmed({
          label: t('moves.deliver'),
          refusal: (order) => refusalOf(order, 'deliver'),
          send: (ifMatch) => answered(changeStatus({ orderId: doing.order.order_id, 'if-match': ifMatch, statusRequest: { status: 'DELIVERED' } }).unwrap()),
        })}
      />
      <Confirm
        {...confirm('arrived')}
        title={t('arrivedTitle')}
        description={t('arrivedHint')}
        label={t('moves.arrived')}
        onConfirm={() => doing?.kind === 'arrived' && confirmed({
          label: t('moves.arrived'),
          refusal: (order) => (order.shipments.find(({ shipment_id }) => shipment_id === doing.shipment.shipment_id)?.delivered_at ? 'isDelivered' : undefined),
          send: (ifMatch) => answered(editShipment({ orderId: doing.order.order_id, shipmentId: doing.shipment.shipment_id, 'if-match': ifMatch, shipmentEdit: { status: 'DELIVERED' } }).unwrap()),
        })}
      />
      <ConflictDialog conflict={conflict} busy={busy} failure={failure} onLeave={() => { if (conflict) onChanged(conflict.now); forget() }} onAgain={() => { if (conflict) void run(conflict.now, conflict.change) }} {...focus} />
    </>
  )
}

interface ConfirmProps {
  open: boolean
  title: string
  description: string
  label: string
  busy: boolean
  failure: unknown
  onClose: () => void
  onConfirm: (reason: string) => void
  withReason?: boolean
  danger?: boolean
  finalFocus?: () => HTMLElement | null
}

function Confirm({ open, title, description, label, busy, failure, onClose, onConfirm, withReason = false, danger = false, finalFocus }: ConfirmProps) {
  const t = useTranslations('ops.orders')
  const [reason, setReason] = useState('')
  const { text } = useProblemWords()(failure)
  return (
    <AlertDialog
      open={open}
      onOpenChange={(wanted) => { if (!wanted) { setReason(''); onClose() } }}
      title={title}
      description={description}
      confirmLabel={label}
      busy={busy}
      danger={danger}
      onConfirm={() => onConfirm(reason.trim())}
      {...(finalFocus ? { finalFocus } : {})}
    >
      {withReason ? <TextField label={t('reason')} hint={t('reasonHint')} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} /> : null}
      {failure ? <p role="alert" className="mt-3 text-sm text-danger">{text}</p> : null}
    </AlertDialog>
  )
}

function numberOf(doing: Doing | null): string {
  return doing ? shortNumber(doing.order.order_id) : ''
}
