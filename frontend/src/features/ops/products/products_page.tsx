'use client'

import { Columns3, Download, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'

import { useIsManager, useListCategoriesQuery, useListProductsQuery } from '@/api/ops'
import { Button, buttonClasses } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ButtonLink } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { Pagination } from '@/components/ui/load_more'
import { PageHeader } from '@/components/ui/page_header'
import { Popover } from '@/components/ui/popover'
import { SearchField } from '@/components/ui/search_field'
import { Select } from '@/components/ui/select'
import { EmptyState, NoMatchState } from '@/components/ui/states'
import { useCommands } from '@/lib/commands'
import { useAddress } from '@/lib/use_address'

import { type Column, COLUMNS, ProductTable, SORTS } from './product_table'
import { useLiveProducts } from './use_live_products'

const SHOWN = 25
const SEARCH_PAUSE_MILLISECONDS = 250
const FILTERS = ['search', 'category', 'status', 'show'] as const
const SHOWS = ['low', 'in-stock', 'sold-out'] as const
const EXPORT = '/api/products/export'

/** The catalogue as staff see it: found, sorted, and changed in its place. */
export function ProductsPage() {
  const t = useTranslations('ops.products')
  const address = useAddress()
  const router = useRouter()
  const isManager = useIsManager()
  const search = address.get('search') ?? ''
  const category = address.get('category') ?? ''
  const status = address.get('status')
  const show = SHOWS.find((one) => one === address.get('show'))
  const sort = SORTS.find((one) => one === address.get('sort')) ?? 'name'
  const cursor = address.get('cursor')
  const named = address.get('columns')?.split(',')
  const columns = named ? COLUMNS.filter((column) => named.includes(column)) : COLUMNS
  const reading = useListProductsQuery({
    search: search || null,
    category: category || null,
    status: status === 'ACTIVE' || status === 'ARCHIVED' ? status : null,
    lowStock: show === 'low' ? true : null,
    inStock: show === 'in-stock' ? true : show === 'sold-out' ? false : null,
    sort,
    limit: SHOWN,
    cursor,
  }, { refetchOnMountOrArgChange: true })
  const categories = useListCategoriesQuery()
  const live = useLiveProducts(reading.refetch)
  const filtered = FILTERS.some((name) => address.get(name))
  const clear = () => address.go({ ...Object.fromEntries(FILTERS.map((name) => [name, null])), cursor: null })
  const choose = (name: (typeof FILTERS)[number], value: string) => address.go({ [name]: value, cursor: null })
  useCommands(t('title'), [
    { id: 'new-product', label: t('add'), keys: 'a', why: isManager ? undefined : t('managersAdd'), run: () => router.push('/ops/products/new') },
    { id: 'export-products', label: t('export'), run: () => document.getElementById('export-products')?.click() },
    { id: 'search-products', label: t('search'), keys: '/', run: () => document.getElementById('product-search')?.focus() },
  ])

  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <a id="export-products" href={EXPORT} className={buttonClasses()}><Download aria-hidden className="size-4" />{t('export')}</a>
            {isManager ? <ButtonLink look="primary" href="/ops/products/new"><Plus aria-hidden className="size-4" />{t('add')}</ButtonLink> : null}
          </>
        }
      />
      <div className="mb-4 grid grid-cols-2 gap-3 max-sm:[&>:first-child]:col-span-2 lg:grid-cols-[minmax(16rem,1fr)_repeat(3,auto)_auto] lg:items-end">
        <SearchBox label={t('search')} value={search} onSearch={(value) => address.go({ search: value, cursor: null }, { replace: true })} />
        <Select
          label={t('fields.category')} hideLabel value={category} onChange={(event) => choose('category', event.target.value)}
          options={[{ value: '', label: t('allCategories') }, ...(categories.data?.items ?? []).map((one) => ({ value: one.category, label: t('categoryCount', { category: one.category, count: one.active + one.archived }) }))]}
        />
        <Select
          label={t('fields.status')} hideLabel value={status ?? ''} onChange={(event) => choose('status', event.target.value)}
          options={[{ value: '', label: t('allStates') }, { value: 'ACTIVE', label: t('states.ACTIVE') }, { value: 'ARCHIVED', label: t('states.ARCHIVED') }]}
        />
        <Select
          label={t('fields.available')} hideLabel value={show ?? ''} onChange={(event) => choose('show', event.target.value)}
          options={[{ value: '', label: t('anyStock') }, ...SHOWS.map((one) => ({ value: one, label: t(`shows.${one}`) }))]}
        />
        <Popover trigger={<Button icon={<Columns3 aria-hidden className="size-4" />}>{t('columns')}</Button>} title={t('columns')}>
          <ColumnChoice columns={columns} onChange={(next) => address.go({ columns: next.length === COLUMNS.length ? null : next.join(',') || 'none' }, { replace: true })} />
        </Popover>
      </div>
      <ListStates
        reading={reading}
        isEmpty={(page) => page.items.length === 0}
        empty={filtered ? <NoMatchState onClear={clear} /> : <EmptyState title={t('none')} description={t('noneHint')} />}
      >
        {(page) => (
          <>
            <ProductTable
              caption={t('title')}
              products={page.items.map(live.asShown)}
              columns={columns}
              sort={sort}
              sortHref={(next) => address.with({ sort: next === 'name' ? null : next, cursor: null })}
              onChanged={live.onChanged}
              onEditing={live.onEditing}
            />
            <Pagination
              busy={reading.isFetching}
              onFirst={cursor ? () => address.go({ cursor: null }) : undefined}
              onNext={page.next_cursor ? () => address.go({ cursor: page.next_cursor }) : undefined}
            />
          </>
        )}
      </ListStates>
    </>
  )
}

function ColumnChoice({ columns, onChange }: { columns: readonly Column[]; onChange: (columns: Column[]) => void }) {
  const t = useTranslations('ops.products')
  const words: Record<Column, string> = {
    category: t('fields.category'), price: t('fields.price'), available: t('fields.available'), reserved: t('fields.reserved'),
    threshold: t('fields.low_stock_threshold'), status: t('fields.status'), updated: t('fields.updated'),
  }
  return (
    <div className="grid">
      {COLUMNS.map((column) => (
        <Checkbox key={column} label={words[column]} checked={columns.includes(column)} onChange={(event) => onChange(COLUMNS.filter((one) => (one === column ? event.target.checked : columns.includes(one))))} />
      ))}
    </div>
  )
}

/** Searches a moment after the last key, so that a word is one question. */
function SearchBox({ label, value, onSearch }: { label: string; value: string; onSearch: (value: string) => void }) {
  const [typed, setTyped] = useState(value)
  const [before, setBefore] = useState(value)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(pause.current), [])
  if (value !== before) { // the address went elsewhere: back, or cleared
    setBefore(value)
    setTyped(value)
  }
  return (
    <SearchField
      id="product-search"
      label={label}
      value={typed}
      onValueChange={(next) => {
        setTyped(next)
        clearTimeout(pause.current)
        pause.current = setTimeout(() => onSearch(next), SEARCH_PAUSE_MILLISECONDS)
      }}
    />
  )
}
