'use client'

import { Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import type { Product } from '@/api/shop'
import { Checkbox } from '@/components/ui/checkbox'
import { ListStates } from '@/components/ui/list_states'
import { LiveBadge } from '@/components/ui/live_badge'
import { LoadMore } from '@/components/ui/load_more'
import { PageHeader } from '@/components/ui/page_header'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { EmptyState, NoMatchState } from '@/components/ui/states'
import { useLiveState } from '@/lib/live'

import { CategoryLinks } from './category_links'
import { useCategoryName } from './category_name'
import { type Sort, SORTS, useFilters } from './filters'
import { ProductCard } from './product_card'
import { useBrowsing } from './use_browsing'

export const GRID = 'grid grid-cols-2 gap-x-3 gap-y-4 sm:gap-5 md:grid-cols-3 lg:grid-cols-4'
/** Older than this, what comes from memory is marked as old. Seconds. */
const FRESH_FOR = 60

/** The products that are for sale. `action` is what can be done with one in the list. */
export function Catalogue({ action }: { action?: (product: Product) => ReactNode }) {
  const t = useTranslations('shop.catalogue')
  const nameOf = useCategoryName()
  const live = useLiveState()
  const { filters, narrowed, choose, chosen, clear } = useFilters()
  const { reading, products, more, growing, showMore, age, stale } = useBrowsing(filters)
  const title = filters.search ? t('resultsFor', { search: filters.search }) : filters.category ? nameOf(filters.category) : t('title')
  return (
    <>
      <PageHeader title={title} description={narrowed ? undefined : t('tagline')} actions={<LiveBadge state={live} />} />
      <CategoryLinks current={filters.category} hrefOf={(category) => chosen({ category })} />
      <Toolbar
        sort={filters.sort}
        inStock={filters.inStock}
        onSort={(sort) => choose({ sort })}
        onInStock={(inStock) => choose({ inStock })}
      />
      {stale || (age ?? 0) > FRESH_FOR ? <OldNews minutes={Math.max(1, Math.round((age ?? 0) / 60))} /> : null}
      <ListStates
        reading={reading}
        isEmpty={() => products.length === 0}
        empty={narrowed
          ? <NoMatchState title={t('noMatch')} description={t('noMatchHint')} onClear={clear} />
          : <EmptyState title={t('empty')} description={t('emptyHint')} />}
        skeleton={<GridSkeleton />}
      >
        {() => (
          <>
            <ul aria-label={t('list')} className={GRID}>
              {products.map((product, place) => <li key={product.product_id}><ProductCard product={product} eager={place < 8} action={action} /></li>)}
            </ul>
            <LoadMore more={more} busy={growing} onMore={showMore} />
          </>
        )}
      </ListStates>
    </>
  )
}

function Toolbar({ sort, inStock, onSort, onInStock }: { sort: Sort; inStock: boolean; onSort: (sort: Sort) => void; onInStock: (inStock: boolean) => void }) {
  const t = useTranslations('shop.catalogue')
  return (
    <div className="mb-5 flex flex-wrap items-center gap-x-5 gap-y-2">
      <Checkbox label={t('onlyInStock')} checked={inStock} onChange={(event) => onInStock(event.target.checked)} />
      <div className="ml-auto">
        <Select
          label={t('sort')}
          hideLabel
          value={sort}
          onChange={(event) => onSort(event.target.value as Sort)}
          options={SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        />
      </div>
    </div>
  )
}

function OldNews({ minutes }: { minutes: number }) {
  const t = useTranslations('shop.catalogue')
  return (
    <p role="status" className="mb-5 flex items-center gap-3 rounded-card bg-warning-soft px-4 py-3 text-sm text-warning">
      <Clock aria-hidden className="size-4 shrink-0" />
      {t('oldNews', { minutes })}
    </p>
  )
}

function GridSkeleton() {
  return (
    <div className={GRID}>
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} className="overflow-hidden rounded-card border border-line bg-surface">
          <Skeleton className="aspect-square rounded-none" />
          <div className="grid gap-2 p-4"><Skeleton className="h-3 w-16" /><Skeleton className="h-5 w-3/4" /><Skeleton className="mt-4 h-5 w-20" /></div>
        </div>
      ))}
    </div>
  )
}
