'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import type { ProductView } from '@/api/ops'
import { useProblemWords } from '@/components/ui/states'
import { useToast } from '@/components/ui/toast'
import { useFormat } from '@/lib/format'

import { ConflictDialog } from './conflict_dialog'
import { EditableCell } from './editable_cell'
import { parseDelta } from './product'
import { useProductEdit } from './use_product_edit'

const LONGEST_REASON = 500

/** What can be sold, moved by a signed number and a reason: sales go on meanwhile, so it is never set to a number. */
export function StockCell({ product, onChanged, onEditing }: { product: ProductView; onChanged: (product: ProductView) => void; onEditing?: (editing: boolean) => void }) {
  const t = useTranslations('ops.products')
  const format = useFormat()
  const toast = useToast()
  const problemWords = useProblemWords()
  const editing = useProductEdit()
  const [wrong, setWrong] = useState<string>()
  const [reason, setReason] = useState('')
  const [began, setBegan] = useState(product)

  const save = async (typed: string) => {
    const delta = parseDelta(typed)
    if (delta === undefined) {
      setWrong(t('noDelta'))
      return false
    }
    setWrong(undefined)
    const why = reason.trim() || (delta > 0 ? t('received') : t('writtenOff'))
    const after = await editing.save(began, { stock_adjustment: { delta, reason: why } })
    if (!after) return false
    onChanged(after)
    toast({
      title: t('stockSaved', { name: product.name, available: after.stock.available }),
      tone: 'positive',
      undo: () => void editing.saveAloud(after, { stock_adjustment: { delta: -delta, reason: t('undoing', { reason: why }) } }).then((undone) => { if (undone) onChanged(undone) }),
    })
    setReason('')
    return true
  }
  return (
    <>
      <EditableCell
        label={t('stockOf', { name: product.name })}
        shown={<span className="numbers">{format.number(product.stock.available)}</span>}
        begin=""
        inputMode="numeric"
        busy={editing.busy}
        error={wrong ?? (editing.refused ? problemWords(editing.refused).text : undefined)}
        more={
          <input
            aria-label={t('reason')}
            placeholder={t('reason')}
            maxLength={LONGEST_REASON}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            className="control min-h-9! w-32"
          />
        }
        onSave={save}
        onEditing={(on) => { setBegan(product); setWrong(undefined); editing.reset(); onEditing?.(on) }}
      />
      <ConflictDialog editing={editing} onSettled={(settled) => { if (settled) onChanged(settled) }} />
    </>
  )
}
