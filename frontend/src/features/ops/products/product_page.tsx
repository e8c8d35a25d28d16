'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'

import { isProblem } from '@/api/base/problem'
import { type ProductEdit, type ProductWithChanges, useGetProductQuery, useIsManager, useListCategoriesQuery } from '@/api/ops'
import { Badge } from '@/components/ui/badge'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Link } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { PageHeader } from '@/components/ui/page_header'
import { EmptyState } from '@/components/ui/states'
import { TimeAgo } from '@/components/ui/time_ago'
import { Timeline } from '@/components/ui/timeline'
import { useToast } from '@/components/ui/toast'
import { useCommands } from '@/lib/commands'
import { decimalOf, parseMoney, useFormat } from '@/lib/format'
import { useLiveEvents } from '@/lib/live'

import { ConflictDialog } from './conflict_dialog'
import { useFieldWords } from './field_words'
import { PriceCell } from './price_cell'
import { isLow, productIn } from './product'
import { ProductForm, type ProductWords } from './product_form'
import { StockCell } from './stock_cell'
import { useProductEdit } from './use_product_edit'

/** One product with its counters and what staff did to it. */
export function ProductPage({ productId }: { productId: string }) {
  const t = useTranslations('ops.products')
  const reading = useGetProductQuery({ productId }, { refetchOnMountOrArgChange: true })
  useLiveEvents((event) => {
    const told = productIn(event)
    const newer = told?.product_id === productId && told.revision > (reading.currentData?.revision ?? 0)
    if (newer || event.type === 'reset') void reading.refetch()
  })
  if (isProblem(reading.error) && (reading.error.status === 404 || reading.error.status === 422)) {
    return <EmptyState page title={t('unknown')} description={t('unknownHint')} action={<Link href="/ops/products">{t('toAll')}</Link>} />
  }
  return <ListStates reading={reading} isEmpty={() => false} empty={null}>{(product) => <Product product={product} onChanged={() => void reading.refetch()} />}</ListStates>
}

function Product({ product, onChanged }: { product: ProductWithChanges; onChanged: () => void }) {
  const t = useTranslations('ops.products')
  const format = useFormat()
  const toast = useToast()
  const isManager = useIsManager()
  const editing = useProductEdit()
  const [form, setForm] = useState<ProductWithChanges>() // as it was when the form was opened
  const archived = product.status === 'ARCHIVED'
  const why = isManager ? undefined : t('managersFields')

  const turn = async (status: 'ACTIVE' | 'ARCHIVED') => {
    const after = await editing.saveAloud(product, { status })
    if (!after) return
    toast({ title: status === 'ARCHIVED' ? t('archived', { name: product.name }) : t('restored', { name: product.name }), tone: 'positive', undo: () => void editing.saveAloud(after, { status: product.status }).then(onChanged) })
    onChanged()
  }
  useCommands(product.name, [
    { id: 'edit-product', label: t('edit'), keys: 'e', why, run: () => setForm(product) },
    { id: 'turn-product', label: archived ? t('restore') : t('archive'), why, run: () => void turn(archived ? 'ACTIVE' : 'ARCHIVED') },
  ])
  return (
    <>
      <PageHeader
        title={product.name}
        breadcrumbs={<Breadcrumbs trail={[{ label: t('title'), href: '/ops/products' }, { label: product.name }]} />}
        description={<span className="inline-flex flex-wrap items-center gap-2"><code className="text-sm">{product.sku}</code><Badge tone={archived ? 'neutral' : 'positive'}>{t(`states.${product.status}`)}</Badge>{isLow(product) ? <Badge tone="warning">{t('low')}</Badge> : null}</span>}
        actions={
          <>
            <Button disabled={!isManager} title={why} busy={editing.busy && !form} onClick={() => void turn(archived ? 'ACTIVE' : 'ARCHIVED')}>{archived ? t('restore') : t('archive')}</Button>
            <Button look="primary" disabled={!isManager} title={why} onClick={() => { editing.reset(); setForm(product) }}>{t('edit')}</Button>
          </>
        }
      />
      {why ? <p className="mb-4 text-sm text-ink-soft">{why}</p> : null}
      <div className="grid gap-5 lg:grid-cols-3">
        <div className="grid content-start gap-5 lg:col-span-2">
          <Section title={t('stock')}>
            <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
              <Figure name={t('fields.available')}><StockCell product={product} onChanged={onChanged} /></Figure>
              <Figure name={t('fields.reserved')}>{format.number(product.stock.reserved)}</Figure>
              <Figure name={t('fields.shipped')}>{format.number(product.stock.shipped)}</Figure>
              <Figure name={t('fields.received')}>{format.number(product.stock.received)}</Figure>
            </dl>
            <p className="mt-4 text-sm text-ink-faint">{t('stockHint')}</p>
          </Section>
          <Section title={t('history')}><History product={product} /></Section>
        </div>
        <Section title={t('about')} className="self-start">
          {/* eslint-disable-next-line @next/next/no-img-element -- drawings from the BFF and addresses of others, which Next must not fetch */}
          {product.image_url ? <img src={product.image_url} alt="" className="mb-4 aspect-square w-full rounded-control bg-sunken object-cover" /> : null}
          <dl className="grid gap-3 text-sm">
            <Fact name={t('fields.price')}><PriceCell product={product} onChanged={onChanged} /></Fact>
            <Fact name={t('fields.category')}>{product.category}</Fact>
            <Fact name={t('fields.low_stock_threshold')}>{product.low_stock_threshold ?? t('nothing')}</Fact>
            <Fact name={t('fields.description')}>{product.description || t('nothing')}</Fact>
            <Fact name={t('fields.created')}><TimeAgo at={product.created_at} /></Fact>
          </dl>
        </Section>
      </div>
      <EditDialog began={form} editing={editing} onClose={() => setForm(undefined)} onSaved={() => { setForm(undefined); toast({ title: t('saved', { name: product.name }), tone: 'positive' }); onChanged() }} />
      <ConflictDialog editing={editing} onSettled={() => { setForm(undefined); onChanged() }} />
    </>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return <div><dt className="text-sm text-ink-faint">{name}</dt><dd className="numbers text-xl font-semibold">{children}</dd></div>
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <div><dt className="text-ink-faint">{name}</dt><dd className="break-words">{children}</dd></div>
}

/** What staff did, the latest first; sales are not among it. */
function History({ product }: { product: ProductWithChanges }) {
  const t = useTranslations('ops.products')
  const { nameOf, valueOf } = useFieldWords()
  const changes = [...product.changes].sort((one, other) => other.version - one.version)
  if (changes.length === 0) return <p className="text-sm text-ink-soft">{t('noHistory')}</p>
  return (
    <Timeline
      label={t('history')}
      steps={changes.map((change) => ({
        key: String(change.version),
        title: change.actor.replace(/^ops:/, ''),
        at: <TimeAgo at={change.at} />,
        description: (
          <ul>
            {Object.keys(change.after).map((field) => (
              <li key={field}>
                {field in change.before
                  ? t('fromTo', { field: nameOf(field), from: String(valueOf(change.before[field])), to: String(valueOf(change.after[field])) })
                  : t('setTo', { field: nameOf(field), to: String(valueOf(change.after[field])) })}
              </li>
            ))}
          </ul>
        ),
      }))}
    />
  )
}

function wordsOf(product: ProductWithChanges): ProductWords {
  return {
    sku: product.sku,
    name: product.name,
    description: product.description,
    category: product.category,
    price: decimalOf(product.price),
    currency: product.price.currency,
    imageUrl: product.image_url ?? '',
    threshold: product.low_stock_threshold === null ? '' : String(product.low_stock_threshold),
    initialStock: '0',
  }
}

/** Only what differs, so that an edit touches nothing else. */
export function editOf(began: ProductWithChanges, words: ProductWords): ProductEdit {
  const price = { amount_minor: parseMoney(words.price, words.currency) ?? 0, currency: words.currency }
  const threshold = words.threshold.trim() ? Number(words.threshold) : null
  return {
    ...(words.name.trim() === began.name ? {} : { name: words.name.trim() }),
    ...(words.description.trim() === began.description ? {} : { description: words.description.trim() }),
    ...(words.category.trim() === began.category ? {} : { category: words.category.trim() }),
    ...(price.amount_minor === began.price.amount_minor && price.currency === began.price.currency ? {} : { price }),
    ...((words.imageUrl.trim() || null) === began.image_url ? {} : { image_url: words.imageUrl.trim() || null }),
    ...(threshold === began.low_stock_threshold ? {} : { low_stock_threshold: threshold }),
  }
}

function EditDialog({ began, editing, onClose, onSaved }: { began: ProductWithChanges | undefined; editing: ReturnType<typeof useProductEdit>; onClose: () => void; onSaved: () => void }) {
  const t = useTranslations('ops.products')
  const categories = useListCategoriesQuery()
  const save = async (words: ProductWords) => {
    if (!began) return
    const edit = editOf(began, words)
    if (Object.keys(edit).length === 0) return onClose()
    if (await editing.save(began, edit)) onSaved()
  }
  return (
    <Dialog open={began !== undefined && !editing.conflict} onOpenChange={(open) => { if (!open) onClose() }} title={t('edit')} wide>
      {began ? (
        <ProductForm
          begin={wordsOf(began)}
          isNew={false}
          saveLabel={t('save')}
          busy={editing.busy}
          refused={editing.refused}
          categories={(categories.data?.items ?? []).map((one) => one.category)}
          onSave={(words) => void save(words)}
          onCancel={onClose}
        />
      ) : null}
    </Dialog>
  )
}
