'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useProblemWords } from '@/components/ui/states'
import { TimeAgo } from '@/components/ui/time_ago'

import { entryText, useActor } from './entry_text'
import { type Order, unshipped } from './order'
import { StatusBadge } from './status_badge'
import type { Conflict } from './use_order_change'

interface ConflictDialogProps {
  conflict: Conflict | null
  busy: boolean
  failure: unknown
  onLeave: () => void
  onAgain: () => void
  finalFocus?: () => HTMLElement | null
}

/** Somebody was quicker: what the person saw beside what stands, who did what between, and the choice. */
export function ConflictDialog({ conflict, busy, failure, onLeave, onAgain, finalFocus }: ConflictDialogProps) {
  const t = useTranslations('ops.orders')
  const { text } = useProblemWords()(failure)
  const refusal = conflict?.change.refusal(conflict.now)
  return (
    <Dialog
      wide
      open={conflict !== null}
      onOpenChange={(wanted) => { if (!wanted) onLeave() }}
      title={t('conflict.title')}
      description={t('conflict.hint')}
      {...(finalFocus ? { finalFocus } : {})}
      actions={
        <>
          <Button onClick={onLeave}>{t('conflict.leave')}</Button>
          {conflict && !refusal ? <Button look="primary" busy={busy} onClick={onAgain}>{t('conflict.again', { what: conflict.change.label })}</Button> : null}
        </>
      }
    >
      {conflict ? (
        <div className="grid gap-6">
          <section>
            <h3 className="mb-2 text-sm font-semibold">{t('conflict.since')}</h3>
            <Since conflict={conflict} />
          </section>
          <div className="overflow-x-auto">
            <table className="w-full text-sm">
              <thead>
                <tr className="border-b border-line text-start text-ink-soft">
                  <td />
                  <th scope="col" className="px-3 py-2 text-start font-semibold">{t('conflict.seen')}</th>
                  <th scope="col" className="px-3 py-2 text-start font-semibold">{t('conflict.now')}</th>
                </tr>
              </thead>
              <tbody>
                <Compared name={t('columns.status')} seen={<StatusBadge order={conflict.seen} />} now={<StatusBadge order={conflict.now} />} changed={conflict.seen.status !== conflict.now.status || conflict.seen.shipments.length !== conflict.now.shipments.length} />
                <Compared name={t('shipments')} seen={<Parcels order={conflict.seen} />} now={<Parcels order={conflict.now} />} changed={JSON.stringify(conflict.seen.shipments) !== JSON.stringify(conflict.now.shipments)} />
                <Compared name={t('stillToShip')} seen={leftIn(conflict.seen)} now={leftIn(conflict.now)} changed={leftIn(conflict.seen) !== leftIn(conflict.now)} />
              </tbody>
            </table>
          </div>
          {refusal ? <p role="alert" className="text-sm">{t('conflict.refused', { what: conflict.change.label, why: t(`refusals.${refusal}`) })}</p> : null}
          {failure ? <p role="alert" className="text-sm text-danger">{text}</p> : null}
        </div>
      ) : null}
    </Dialog>
  )
}

function Compared({ name, seen, now, changed }: { name: string; seen: ReactNode; now: ReactNode; changed: boolean }) {
  const t = useTranslations('ops.orders')
  return (
    <tr className="border-b border-line align-top last:border-b-0">
      <th scope="row" className="py-2.5 pr-3 text-start font-medium text-ink-soft">{name}</th>
      <td className="px-3 py-2.5">{seen}</td>
      <td className={changed ? 'rounded-control bg-warning-soft px-3 py-2.5' : 'px-3 py-2.5'}>
        {now}
        {changed ? <span className="mt-1 block text-xs font-medium text-warning">{t('conflict.changed')}</span> : null}
      </td>
    </tr>
  )
}

function Parcels({ order }: { order: Order }) {
  const t = useTranslations('ops.orders')
  if (order.shipments.length === 0) return t('none')
  return (
    <ul className="grid gap-1">
      {order.shipments.map(({ shipment_id, carrier, tracking_number, delivered_at, lines }) => (
        <li key={shipment_id}>
          {t('parcel', { count: lines.reduce((sum, { quantity }) => sum + quantity, 0), carrier: carrier ?? t('noCarrier'), number: tracking_number ?? t('untracked') })}
          {delivered_at ? ` · ${t('status.DELIVERED')}` : null}
        </li>
      ))}
    </ul>
  )
}

function Since({ conflict: { seen, now } }: { conflict: Conflict }) {
  const t = useTranslations('ops.orders')
  const actor = useActor()
  return (
    <ul className="grid gap-1.5 text-sm">
      {now.timeline.filter(({ version }) => version > seen.version).map((entry) => (
        <li key={entry.version} className="flex flex-wrap gap-x-1.5">
          <strong className="font-medium">{actor(entry.actor)}</strong>
          <span>{entryText(t, entry)}</span>
          <span className="text-ink-faint"><TimeAgo at={entry.at} /></span>
        </li>
      ))}
    </ul>
  )
}

function leftIn(order: Order): number {
  return [...unshipped(order).values()].reduce((sum, left) => sum + left, 0)
}
