'use client'

import { useTranslations } from 'next-intl'

import { useListProductsQuery } from '@/api/shop'
import { PageHeader } from '@/components/ui/page_header'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { EmptyState, ErrorState } from '@/components/ui/states'

import { ProductCard } from './product_card'

const SHOWN = 24
const GRID = 'grid grid-cols-2 gap-3 sm:gap-5 md:grid-cols-3 lg:grid-cols-4'

/** The products that are for sale. */
export function Catalogue() {
  const t = useTranslations('shop.catalogue')
  return (
    <>
      <PageHeader title={t('title')} />
      <Products />
    </>
  )
}

function Products() {
  const t = useTranslations('shop.catalogue')
  const { data, error, isLoading, refetch } = useListProductsQuery({ limit: SHOWN })
  if (isLoading) return <Loading><div className={GRID}>{Array.from({ length: 8 }, (_, i) => <Skeleton key={i} className="aspect-[4/5] rounded-card" />)}</div></Loading>
  if (!data) return <ErrorState error={error} onRetry={refetch} />
  if (data.items.length === 0) return <EmptyState title={t('empty')} description={t('emptyHint')} />
  return (
    <ul aria-label={t('list')} className={GRID}>
      {data.items.map((product) => <li key={product.product_id}><ProductCard product={product} /></li>)}
    </ul>
  )
}
