'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter, useSearchParams } from 'next/navigation'
import { useCallback, useMemo, useRef } from 'react'

import { buttonClasses } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page_header'

import { ColumnsMenu } from './columns_menu'
import { QueueFilters } from './queue_filters'
import { QueueList } from './queue_list'
import { queryOf, type QueueFilter, type QueueView, viewFrom } from './queue_address'
import { useQueuePage } from './use_queue_page'
import { ViewsMenu } from './views_menu'

/** The queue of orders, newest first. Its address is all that it shows. */
export function OrdersQueue() {
  const t = useTranslations('ops.orders')
  const router = useRouter()
  const address = useSearchParams().toString()
  const { view, cursor } = useMemo(() => {
    const query = new URLSearchParams(address)
    return { view: viewFrom(query), cursor: query.get('cursor') ?? undefined }
  }, [address])
  const query = queryOf(view)
  const go = useCallback((next: string, how: 'push' | 'replace' = 'push') => router[how](next ? `/ops/orders?${next}` : '/ops/orders', { scroll: false }), [router])
  const show = useCallback((next: Partial<QueueView>, how?: 'push' | 'replace') => go(queryOf({ ...view, ...next }), how), [go, view])
  const filter = useCallback((part: Partial<QueueFilter>, how?: 'push' | 'replace') => show({ filter: { ...view.filter, ...part } }, how), [show, view])
  const page = useQueuePage(view.filter, cursor)
  const search = useRef<HTMLInputElement>(null)
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ViewsMenu query={query} onChoose={go} />
            <ColumnsMenu columns={view.columns} onColumns={(columns) => show({ columns }, 'replace')} />
            {page.exportQuery === undefined ? null : (
              <a href={page.exportQuery ? `/api/orders/export?${page.exportQuery}` : '/api/orders/export'} download="orders.csv" className={buttonClasses()}>
                <Download aria-hidden className="size-4" />
                {t('export')}
              </a>
            )}
          </>
        }
      />
      <QueueFilters filter={view.filter} onFilter={filter} searchBox={search} />
      <QueueList
        key={`${queryOf({ ...view, columns: [] })} ${cursor ?? ''}`}
        view={view}
        page={page}
        isFirst={cursor === undefined}
        searchBox={search}
        onClear={() => show({ filter: { statuses: [], search: '', customer: '', from: '', to: '' } })}
        onFilter={filter}
        onFirst={() => go(query)}
        onNext={page.nextCursor ? () => go(`${query}${query ? '&' : ''}cursor=${encodeURIComponent(page.nextCursor ?? '')}`) : undefined}
      />
    </>
  )
}
