'use client'

import { PackageCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useListProductsQuery } from '@/api/ops'
import { ListStates } from '@/components/ui/list_states'
import { Pagination } from '@/components/ui/load_more'
import { PageHeader } from '@/components/ui/page_header'
import { EmptyState } from '@/components/ui/states'
import { useAddress } from '@/lib/use_address'

import { ProductTable } from './product_table'
import { useLiveProducts } from './use_live_products'

const SHOWN = 25

/** What is at its threshold or below, the least first; received goods are entered in place, and rows stay where they are. */
export function LowStockPage() {
  const t = useTranslations('ops.products')
  const address = useAddress()
  const cursor = address.get('cursor')
  const reading = useListProductsQuery({ lowStock: true, status: 'ACTIVE', sort: 'available', limit: SHOWN, cursor }, { refetchOnMountOrArgChange: true })
  const live = useLiveProducts(reading.refetch)
  return (
    <>
      <PageHeader title={t('lowStock')} description={t('lowStockHint')} />
      <ListStates
        reading={reading}
        isEmpty={(page) => page.items.length === 0}
        empty={<EmptyState icon={<PackageCheck aria-hidden />} title={t('noneLow')} description={t('noneLowHint')} />}
      >
        {(page) => (
          <>
            <ProductTable
              caption={t('lowStock')}
              products={page.items.map(live.asShown)}
              columns={['category', 'available', 'reserved', 'threshold']}
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
