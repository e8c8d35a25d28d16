'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'

import { fieldProblem, type ProblemError } from '@/api/base/problem'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field_error'
import { Select } from '@/components/ui/select'
import { useProblemWords } from '@/components/ui/states'
import { TextArea, TextField } from '@/components/ui/text_field'
import { parseMoney } from '@/lib/format'

/** What is typed; numbers are texts until they are sent. */
export interface ProductWords {
  sku: string
  name: string
  description: string
  category: string
  price: string
  currency: string
  imageUrl: string
  threshold: string
  initialStock: string
}

export const NO_PRODUCT: ProductWords = { sku: '', name: '', description: '', category: '', price: '', currency: 'USD', imageUrl: '', threshold: '', initialStock: '0' }
const CURRENCIES = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'KWD'] as const

/** What can be seen to be wrong before anything is sent, by field. */
export function faultsOf(words: ProductWords, isNew: boolean): Partial<Record<keyof ProductWords, 'missing' | 'price' | 'count'>> {
  const faults: Partial<Record<keyof ProductWords, 'missing' | 'price' | 'count'>> = {}
  for (const field of ['name', 'category', ...(isNew ? (['sku'] as const) : [])] as const) if (!words[field].trim()) faults[field] = 'missing'
  const price = parseMoney(words.price, words.currency)
  if (price === undefined || price < 0) faults.price = 'price'
  if (words.threshold.trim() && !/^\d{1,9}$/.test(words.threshold.trim())) faults.threshold = 'count'
  if (isNew && !/^\d{1,9}$/.test(words.initialStock.trim())) faults.initialStock = 'count'
  return faults
}

interface ProductFormProps {
  begin: ProductWords
  isNew: boolean
  saveLabel: string
  busy: boolean
  refused: ProblemError | undefined
  categories: readonly string[]
  onSave: (words: ProductWords) => void
  onCancel: () => void
}

/** The fields of a product. The SKU is for good, so it is asked for once; stock moves elsewhere. */
export function ProductForm({ begin, isNew, saveLabel, busy, refused, categories, onSave, onCancel }: ProductFormProps) {
  const t = useTranslations('ops.products')
  const problemWords = useProblemWords()
  const [words, setWords] = useState(begin)
  const [tried, setTried] = useState(false)
  const faults = tried ? faultsOf(words, isNew) : {}
  const faultWords = (field: keyof ProductWords, pointer: string) => {
    const fault = faults[field]
    return fault ? t(`faults.${fault}`, { currency: words.currency }) : fieldProblem(refused, pointer)
  }
  const bind = (field: keyof ProductWords) => ({
    value: words[field],
    onChange: (event: { target: { value: string } }) => setWords({ ...words, [field]: event.target.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faultsOf(words, isNew)).length === 0) onSave(words)
  }
  const currencies = [...new Set<string>([...CURRENCIES, begin.currency])]
  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        {isNew ? <TextField label={t('fields.sku')} hint={t('skuHint')} autoComplete="off" error={faultWords('sku', '/sku')} {...bind('sku')} /> : null}
        <TextField label={t('fields.name')} autoComplete="off" error={faultWords('name', '/name')} {...bind('name')} />
        <TextField label={t('fields.category')} list="product-categories" autoComplete="off" error={faultWords('category', '/category')} {...bind('category')} />
        <datalist id="product-categories">{categories.map((category) => <option key={category} value={category} />)}</datalist>
        <TextField label={t('fields.price')} inputMode="decimal" autoComplete="off" error={faultWords('price', '/price/amount_minor')} {...bind('price')} />
        <Select label={t('currency')} options={currencies.map((currency) => ({ value: currency, label: currency }))} {...bind('currency')} />
        {isNew ? <TextField label={t('initialStock')} inputMode="numeric" autoComplete="off" error={faultWords('initialStock', '/initial_stock')} {...bind('initialStock')} /> : null}
        <TextField label={t('fields.low_stock_threshold')} hint={t('thresholdHint')} inputMode="numeric" autoComplete="off" error={faultWords('threshold', '/low_stock_threshold')} {...bind('threshold')} />
        <TextField label={t('fields.image_url')} hint={t('imageHint')} autoComplete="off" error={faultWords('imageUrl', '/image_url')} {...bind('imageUrl')} />
      </div>
      <TextArea label={t('fields.description')} rows={4} error={faultWords('description', '/description')} {...bind('description')} />
      {refused && refused.errors.length === 0 ? <div role="alert"><FieldError>{problemWords(refused).text}</FieldError></div> : null}
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={onCancel}>{t('back')}</Button>
        <Button type="submit" look="primary" busy={busy}>{saveLabel}</Button>
      </div>
    </form>
  )
}
