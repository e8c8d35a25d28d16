'use client'

import { useTranslations } from 'next-intl'
import { useId, useRef, useState } from 'react'

import { useEditShipmentMutation } from '@/api/ops'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useProblemWords } from '@/components/ui/states'
import { TextField } from '@/components/ui/text_field'

import { CarrierField } from './carrier_field'
import type { Order, Shipment } from './order'
import { answered, type Change } from './use_order_change'

interface TrackingDialogProps {
  open: boolean
  order: Order
  shipment: Shipment
  busy: boolean
  failure: unknown
  onClose: () => void
  onSave: (change: Change) => void
  finalFocus?: () => HTMLElement | null
}

/** Corrects a parcel's carrier and number. */
export function TrackingDialog({ open, order, shipment, busy, failure, onClose, onSave, finalFocus }: TrackingDialogProps) {
  const t = useTranslations('ops.orders')
  const form = useId()
  const number = useRef<HTMLInputElement>(null)
  const [carrier, setCarrier] = useState(shipment.carrier ?? '')
  const [trackingNumber, setTrackingNumber] = useState(shipment.tracking_number ?? '')
  const [editShipment] = useEditShipmentMutation()
  const { text } = useProblemWords()(failure)
  const shipmentEdit = { carrier: carrier.trim() || null, tracking_number: trackingNumber.trim() || null }
  const same = shipmentEdit.carrier === shipment.carrier && shipmentEdit.tracking_number === shipment.tracking_number
  const save = () => {
    if (busy) return
    if (same) return onClose()
    onSave({
      label: t('saveTracking'),
      refusal: () => undefined,
      send: (ifMatch) => answered(editShipment({ orderId: order.order_id, shipmentId: shipment.shipment_id, 'if-match': ifMatch, shipmentEdit }).unwrap()),
    })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(wanted) => { if (!wanted) onClose() }}
      title={t('trackingTitle')}
      initialFocus={number}
      {...(finalFocus ? { finalFocus } : {})}
      actions={<Button type="submit" form={form} look="primary" busy={busy}>{t('saveTracking')}</Button>}
    >
      <form id={form} className="grid gap-5 sm:grid-cols-2" onSubmit={(event) => { event.preventDefault(); save() }}>
        <TextField ref={number} autoFocus label={t('trackingNumber')} maxLength={60} autoComplete="off" spellCheck={false} value={trackingNumber} onChange={(event) => setTrackingNumber(event.target.value)} />
        <CarrierField value={carrier} onValueChange={setCarrier} />
        {failure ? <p role="alert" className="text-sm text-danger sm:col-span-2">{text}</p> : null}
      </form>
    </Dialog>
  )
}
