'use client'

import { useTranslations } from 'next-intl'

import type { ProductEdit, ProductView } from '@/api/ops'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TimeAgo } from '@/components/ui/time_ago'

import { useFieldWords } from './field_words'
import type { ProductEditing } from './use_product_edit'

function fieldOf(product: ProductView, field: string): unknown {
  return field === 'stock_adjustment' ? product.stock.available : (product as unknown as Record<string, unknown>)[field]
}

/** Both versions side by side, who changed what since, and the choice. */
export function ConflictDialog({ editing, onSettled }: { editing: ProductEditing; onSettled: (product: ProductView | undefined) => void }) {
  const t = useTranslations('ops.products')
  const { nameOf, valueOf } = useFieldWords()
  const { conflict } = editing
  const settle = async (choice: 'mine' | 'theirs') => onSettled(await editing.settle(choice))
  const since = conflict?.now.changes.filter((change) => change.version > conflict.began.version) ?? []
  const wanted = Object.entries(conflict?.edit ?? {}) as [keyof ProductEdit, unknown][]
  return (
    <Dialog
      open={conflict !== undefined}
      onOpenChange={(open) => { if (!open) void settle('theirs') }}
      title={t('conflictTitle')}
      description={t('conflictHint')}
      wide
      actions={
        <>
          <Button onClick={() => void settle('theirs')}>{t('keepTheirs')}</Button>
          <Button look="primary" busy={editing.busy} onClick={() => void settle('mine')}>{t('useMine')}</Button>
        </>
      }
    >
      {conflict ? (
        <div className="grid gap-5">
          <table className="w-full border-collapse text-sm">
            <caption className="sr-only">{t('conflictTitle')}</caption>
            <thead>
              <tr className="border-b border-line text-left text-xs text-ink-soft">
                <th scope="col" className="py-2 pr-3 font-semibold"><span className="sr-only">{t('field')}</span></th>
                <th scope="col" className="py-2 pr-3 font-semibold">{t('youSaw')}</th>
                <th scope="col" className="py-2 pr-3 font-semibold">{t('now')}</th>
                <th scope="col" className="py-2 font-semibold">{t('youWant')}</th>
              </tr>
            </thead>
            <tbody>
              {wanted.map(([field, value]) => (
                <tr key={field} className="border-b border-line align-top">
                  <th scope="row" className="py-2 pr-3 text-left font-medium">{nameOf(field)}</th>
                  <td className="py-2 pr-3">{valueOf(fieldOf(conflict.began, field))}</td>
                  <td className="py-2 pr-3 font-medium">{valueOf(fieldOf(conflict.now, field))}</td>
                  <td className="py-2 font-medium text-accent">{valueOf(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div>
            <h3 className="mb-2 text-sm font-medium">{t('since')}</h3>
            <ul className="grid gap-1.5 text-sm text-ink-soft">
              {since.map((change) => (
                <li key={change.version}>
                  <span className="font-medium text-ink">{change.actor.replace(/^ops:/, '')}</span>{' '}
                  <TimeAgo at={change.at} />{' '}
                  {Object.keys(change.after).map((field) => (
                    <span key={field} className="block">{t('fromTo', { field: nameOf(field), from: String(valueOf(change.before[field])), to: String(valueOf(change.after[field])) })}</span>
                  ))}
                </li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
    </Dialog>
  )
}
