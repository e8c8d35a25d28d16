'use client'

import { useTranslations } from 'next-intl'
import { useId, useRef, useState } from 'react'

import { newIdempotencyKey } from '@/api/base/idempotency_key'
import { useShipOrderMutation } from '@/api/ops'
import { Button } from '@/components/ui/button'
import { NumberField } from '@/components/ui/number_field'
// not the one that loads when it is first opened: a scanner types into it in the next millisecond
import Dialog from '@/components/ui/primitives/dialog'
import { useProblemWords } from '@/components/ui/states'
import { TextField } from '@/components/ui/text_field'

import { CarrierField, rememberCarrier, rememberedCarrier } from './carrier_field'
import { refusalOfParcel } from './moves'
import { type Order, shortNumber, unshipped } from './order'
import { answered, type Change } from './use_order_change'

interface ShipDialogProps {
  open: boolean
  order: Order
  busy: boolean
  failure: unknown
  onClose: () => void
  onShip: (change: Change) => void
  finalFocus?: () => HTMLElement | null
}

/** A parcel: what is in it, and who carries it. The focus begins at the tracking number; Enter ships. */
export function ShipDialog({ open, order, busy, failure, onClose, onShip, finalFocus }: ShipDialogProps) {
  const t = useTranslations('ops.orders')
  const form = useId()
  const number = useRef<HTMLInputElement>(null)
  const left = unshipped(order)
  const lines = order.lines.filter(({ product_id }) => (left.get(product_id) ?? 0) > 0)
  const [quantities, setQuantities] = useState(left)
  const [carrier, setCarrier] = useState(rememberedCarrier)
  const [trackingNumber, setTrackingNumber] = useState('')
  const keyFor = useKeyFor()
  const [shipOrder] = useShipOrderMutation()
  const { text } = useProblemWords()(failure)
  const parcel = lines
    .map(({ product_id }) => ({ product_id, quantity: quantities.get(product_id) ?? 0 }))
    .filter(({ quantity }) => quantity > 0)
  const shipped = parcel.reduce((sum, { quantity }) => sum + quantity, 0)
  const all = lines.every(({ product_id }) => quantities.get(product_id) === left.get(product_id))
  const label = all ? t('shipAll', { count: shipped }) : t('shipSome', { count: shipped })
  const ship = () => {
    if (shipped === 0 || busy) return
    const shipmentRequest = { carrier: carrier.trim() || null, tracking_number: trackingNumber.trim() || null, lines: parcel }
    const key = keyFor(JSON.stringify([order.order_id, shipmentRequest]))
    rememberCarrier(carrier.trim())
    onShip({
      label,
      refusal: (now) => refusalOfParcel(now, parcel),
      send: (ifMatch) => answered(shipOrder({ orderId: order.order_id, 'Idempotency-Key': key, 'if-match': ifMatch, shipmentRequest }).unwrap()),
    })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(wanted) => { if (!wanted) onClose() }}
      title={t('shipTitle', { number: shortNumber(order.order_id) })}
      description={t('shipTo', { name: order.ship_to.name, city: order.ship_to.city, country: order.ship_to.country })}
      initialFocus={number}
      {...(finalFocus ? { finalFocus } : {})}
      actions={<Button type="submit" form={form} look="primary" busy={busy} disabled={shipped === 0}>{label}</Button>}
    >
      <form id={form} className="grid gap-5" onSubmit={(event) => { event.preventDefault(); ship() }}>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            ref={number}
            autoFocus
            label={t('trackingNumber')}
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            value={trackingNumber}
            onChange={(event) => setTrackingNumber(event.target.value)}
          />
          <CarrierField value={carrier} onValueChange={setCarrier} />
        </div>
        <fieldset>
          <legend className="mb-2 text-sm font-medium">{t('inParcel')}</legend>
          <ul className="divide-y divide-line rounded-control border border-line">
            {lines.map(({ product_id, name, sku }) => (
              <li key={product_id} className="flex items-center justify-between gap-4 px-3 py-2 text-sm">
                <span className="min-w-0">
                  <span className="block font-medium">{name}</span>
                  <span className="block text-ink-faint">{t('ofLeft', { sku, left: left.get(product_id) ?? 0 })}</span>
                </span>
                <NumberField
                  hideLabel
                  label={t('quantityOf', { name })}
                  value={quantities.get(product_id) ?? 0}
                  max={left.get(product_id) ?? 0}
                  onValueChange={(value) => setQuantities((before) => new Map(before).set(product_id, value))}
                />
              </li>
            ))}
          </ul>
        </fieldset>
        {shipped === 0 ? <p role="status" className="text-sm text-ink-soft">{t('emptyParcel')}</p> : null}
        {failure ? <p role="alert" className="text-sm text-danger">{text}</p> : null}
      </form>
    </Dialog>
  )
}

/** A key for what is sent: the same again, after a lost answer, has the same key; something else has another. */
function useKeyFor(): (content: string) => string {
  const keys = useRef(new Map<string, string>())
  return (content) => {
    const key = keys.current.get(content) ?? newIdempotencyKey()
    keys.current.set(content, key)
    return key
  }
}
