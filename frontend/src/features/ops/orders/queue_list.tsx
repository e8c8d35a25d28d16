'use client'

import { ArrowUp, PackageCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

import { Button } from '@/components/ui/button'
import { Pagination } from '@/components/ui/load_more'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { EmptyState, ErrorState, NoMatchState, useProblemWords } from '@/components/ui/states'
import { useToast } from '@/components/ui/toast'

import { BulkBar } from './bulk_bar'
import { BulkDialog } from './bulk_dialog'
import { type Move, refusalOf } from './moves'
import type { Order, OrderDetails } from './order'
import { type Doing, OrderDialogs } from './order_dialogs'
import { QueueTable } from './queue_table'
import { isFiltered, type QueueFilter, type QueueView } from './queue_address'
import { rememberRow, rememberedRow } from './remembered_row'
import { useQueueCommands } from './use_queue_commands'
import type { useQueuePage } from './use_queue_page'
import { useQueueRows } from './use_queue_rows'

interface QueueListProps {
  view: QueueView
  page: ReturnType<typeof useQueuePage>
  isFirst: boolean
  searchBox: RefObject<HTMLInputElement | null>
  onClear: () => void
  onFilter: (part: Partial<QueueFilter>) => void
  onFirst: () => void
  onNext: (() => void) | undefined
}

/** One page of orders: made anew for each filter and each page of it. */
export function QueueList({ view, page, isFirst, searchBox, onClear, onFilter, onFirst, onNext }: QueueListProps) {
  const t = useTranslations('ops.orders')
  const router = useRouter()
  const toast = useToast()
  const { items, waiting, changed, readOne, show } = useQueueRows(view.filter, page.items, page.refetch)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [currentId, setCurrentId] = useState<string | null>(rememberedRow)
  const [doing, setDoing] = useState<Doing | null>(null)
  const [bulk, setBulk] = useState<Move | null>(null)
  const table = useRef<HTMLDivElement>(null)
  const focusOn = useRef<string | null>(null)
  const words = useProblemWords()
  const orders = useMemo(() => items ?? [], [items])
  const current = orders.find(({ order_id }) => order_id === currentId)
  const linkOf = useCallback((orderId: string) => table.current?.querySelector<HTMLElement>(`[data-order="${orderId}"]`) ?? null, [])
  const focus = useCallback((orderId: string | undefined) => { if (orderId) linkOf(orderId)?.focus() }, [linkOf])

  // back from an order's page: the focus is where it was
  const shown = items !== undefined
  useEffect(() => {
    const back = rememberedRow()
    if (shown && back && document.activeElement === document.body) linkOf(back)?.focus()
  }, [shown, linkOf])

  const makeCurrent = useCallback((orderId: string) => { setCurrentId(orderId); rememberRow(orderId) }, [])
  const toggle = useCallback(
    (orderId: string) => setSelected((before) => {
      const after = new Set(before)
      if (!after.delete(orderId)) after.add(orderId)
      return after
    }),
    [],
  )
  const onChanged = useCallback(
    (order: OrderDetails) => {
      changed(order)
      focusOn.current = nextToDo(orders, order.order_id)
    },
    [changed, orders],
  )
  const showWaiting = async () => {
    if (!isFirst) return onFirst()
    try {
      const newest = await page.readAgain()
      flushSync(() => show(newest)) // the row that gets the focus must be there
      focus(newest[0]?.order_id)
    } catch (problem) {
      toast({ title: t('notRead'), description: words(problem).text, tone: 'danger' })
    }
  }
  const chosen = orders.filter(({ order_id }) => selected.has(order_id))
  const begin = (move: Move, order: Order) => setDoing({ kind: move, order })
  useQueueCommands({
    orders, current, chosen, waiting, searchBox,
    onMoveTo: (order) => focus(order.order_id),
    onToggle: (order) => toggle(order.order_id),
    onOpen: (order) => router.push(`/ops/orders/${order.order_id}`),
    onBegin: begin,
    onBulk: setBulk,
    onSelectAll: () => setSelected(new Set(orders.map(({ order_id }) => order_id))),
    onSelectNone: () => setSelected(new Set()),
    onShowWaiting: () => void showWaiting(),
    onSearch: (search) => onFilter({ search }),
    onFirst: isFirst ? undefined : onFirst,
    onNext,
  })
  const marker = waiting > 0 ? (
    <div className="mb-3 flex justify-center">
      <Button look="primary" size="small" icon={<ArrowUp aria-hidden className="size-4" />} onClick={() => void showWaiting()}>{t('waiting', { count: waiting })}</Button>
    </div>
  ) : null
  return (
    <>
      <div role="status" className="sr-only">{waiting > 0 ? t('waiting', { count: waiting }) : ''}</div>
      {page.onlyNewest ? <p className="mb-3 text-sm text-ink-soft">{t('onlyNewest')}</p> : null}
      {marker}
      <div ref={table}>
        <Shown items={items} page={page} filter={view.filter} onClear={onClear}>
          <QueueTable
            orders={orders}
            columns={view.columns}
            selected={selected}
            currentId={current?.order_id ?? null}
            onCurrent={makeCurrent}
            onToggle={toggle}
            onToggleAll={() => setSelected(chosen.length === orders.length ? new Set() : new Set(orders.map(({ order_id }) => order_id)))}
            onBegin={begin}
          />
          <Pagination onFirst={isFirst ? undefined : onFirst} onNext={onNext} busy={page.loading} />
        </Shown>
      </div>
      <BulkBar chosen={chosen} onMove={setBulk} onNone={() => setSelected(new Set())} />
      <OrderDialogs
        doing={doing}
        onClose={() => setDoing(null)}
        onChanged={onChanged}
        finalFocus={() => {
          const next = focusOn.current
          focusOn.current = null
          return next ? linkOf(next) : null
        }}
      />
      {bulk ? (
        <BulkDialog
          move={bulk}
          orders={chosen}
          onClose={() => setBulk(null)}
          onMoved={(ids) => { setSelected(new Set()); for (const id of ids) void readOne(id) }}
        />
      ) : null}
    </>
  )
}

function Shown({ items, page, filter, onClear, children }: { items: readonly Order[] | undefined; page: ReturnType<typeof useQueuePage>; filter: QueueFilter; onClear: () => void; children: React.ReactNode }) {
  const t = useTranslations('ops.orders')
  if (items && items.length > 0) return children
  if (page.error && !items) return <ErrorState error={page.error} onRetry={page.refetch} />
  if (!items) return <Loading><div className="grid gap-2">{Array.from({ length: 8 }, (_, index) => <Skeleton key={index} className="h-14 rounded-card" />)}</div></Loading>
  if (isFiltered(filter)) return <NoMatchState description={t('noMatchHint')} onClear={onClear} />
  return <EmptyState icon={<PackageCheck aria-hidden />} title={t('empty')} description={t('emptyHint')} />
}

/** After an order was done: the next one below that can be shipped, else the next one above, else itself. */
function nextToDo(orders: readonly Order[], done: string): string {
  const place = orders.findIndex(({ order_id }) => order_id === done)
  const turned = [...orders.slice(place + 1), ...orders.slice(0, Math.max(0, place))]
  return turned.find((order) => refusalOf(order, 'ship') === undefined)?.order_id ?? done
}
