'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/link'
import { useFormat } from '@/lib/format'

import type { Changes, LineChange } from './changes'

/** The order was refused since something has changed: line by line what, and one click to order it so. */
export function OrderChanges({ changes, busy, onAccept }: { changes: Changes; busy: boolean; onAccept: () => void }) {
  const t = useTranslations('shop.checkout')
  const format = useFormat()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => { box.current?.focus(); box.current?.scrollIntoView({ block: 'center' }) }, [])
  return (
    <div ref={box} tabIndex={-1} role="alert" className="mb-8 rounded-card border border-warning bg-warning-soft p-5 outline-none sm:p-6">
      <h2 className="flex items-center gap-2 font-semibold text-warning"><TriangleAlert aria-hidden className="size-5" />{t('changed')}</h2>
      <p className="mt-1 text-sm text-ink-soft">{t('changedHint')}</p>
      <ul className="mt-4 grid gap-3">
        {changes.changes.map((change) => (
          <li key={change.line.product_id} className="rounded-control bg-surface px-4 py-3 text-sm">
            <p className="font-medium">{change.line.name}</p>
            <ChangeWords change={change} />
          </li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap gap-3">
        {changes.total ? <Button look="primary" busy={busy} onClick={onAccept}>{t('accept', { total: format.money(changes.total) })}</Button> : <p className="w-full text-sm font-medium">{t('nothingLeft')}</p>}
        <ButtonLink href="/basket">{t('backToBasket')}</ButtonLink>
      </div>
    </div>
  )
}

function ChangeWords({ change: { line, gone, available, price } }: { change: LineChange }) {
  const t = useTranslations('shop.checkout')
  const format = useFormat()
  if (gone) return <p className="text-danger">{t('gone')}</p>
  return (
    <>
      {available === 0 ? <p className="text-danger">{t('soldOut')}</p> : null}
      {available ? <p className="text-warning">{t('fewer', { available, wanted: line.quantity })}</p> : null}
      {price ? <p className="text-warning">{t('newPrice', { before: format.money(line.price), now: format.money(price) })}</p> : null}
    </>
  )
}
