'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { type ProductView, useIsManager } from '@/api/ops'
import { Money } from '@/components/ui/money'
import { useProblemWords } from '@/components/ui/states'
import { useToast } from '@/components/ui/toast'
import { decimalOf, parseMoney } from '@/lib/format'

import { ConflictDialog } from './conflict_dialog'
import { EditableCell } from './editable_cell'
import { useProductEdit } from './use_product_edit'

/** A price that a manager types over. `onChanged` gets the product after it. */
export function PriceCell({ product, onChanged, onEditing }: { product: ProductView; onChanged: (product: ProductView) => void; onEditing?: (editing: boolean) => void }) {
  const t = useTranslations('ops.products')
  const toast = useToast()
  const problemWords = useProblemWords()
  const isManager = useIsManager()
  const editing = useProductEdit()
  const [wrong, setWrong] = useState<string>()
  const [began, setBegan] = useState(product)
  const { currency } = product.price

  const done = (after: ProductView, before: ProductView) => {
    onChanged(after)
    toast({
      title: t('priceSaved', { name: product.name }),
      tone: 'positive',
      undo: () => void editing.saveAloud(after, { price: before.price }).then((undone) => { if (undone) onChanged(undone) }),
    })
  }
  const save = async (typed: string) => {
    const amount = parseMoney(typed, currency)
    if (amount === undefined || amount < 0) {
      setWrong(t('noPrice', { currency }))
      return false
    }
    setWrong(undefined)
    if (amount === began.price.amount_minor) return true
    const after = await editing.save(began, { price: { amount_minor: amount, currency } })
    if (after) done(after, began)
    return after !== undefined
  }
  return (
    <>
      <EditableCell
        label={t('priceOf', { name: product.name })}
        shown={<Money value={product.price} />}
        begin={decimalOf(product.price)}
        why={isManager ? undefined : t('managersPrice')}
        busy={editing.busy}
        error={wrong ?? (editing.refused ? problemWords(editing.refused).text : undefined)}
        onSave={save}
        onEditing={(on) => { setBegan(product); setWrong(undefined); editing.reset(); onEditing?.(on) }}
      />
      <ConflictDialog editing={editing} onSettled={(settled) => { if (settled) onChanged(settled) }} />
    </>
  )
}
