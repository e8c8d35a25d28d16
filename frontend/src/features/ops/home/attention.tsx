'use client'

import { Archive, Bell, ClipboardList, Inbox, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useListDeadLettersQuery, useListNoticesQuery, useListOperationsQuery, useListOrdersQuery, useListProductsQuery } from '@/api/ops'
import { useLiveRefresh } from '@/lib/live'

import { AttentionCard } from './attention_card'

/** So many are counted; beyond that there are "more than". */
const COUNTED = 100
const FRESH = { refetchOnMountOrArgChange: true } as const

interface Counted { data?: { items: readonly unknown[]; next_cursor: string | null } | undefined; error?: unknown }

function counted({ data, error }: Counted) {
  return { count: data?.items.length, more: Boolean(data?.next_cursor), failed: Boolean(error) && !data }
}

export function OrdersWaiting() {
  const t = useTranslations('ops.home')
  const reading = useListOrdersQuery({ status: ['PROCESSING'], limit: COUNTED }, FRESH)
  useLiveRefresh(['order.'], reading.refetch)
  return <AttentionCard label={t('orders')} href="/ops/orders?status=PROCESSING" icon={Inbox} {...counted(reading)} />
}

export function LowStock() {
  const t = useTranslations('ops.home')
  const reading = useListProductsQuery({ lowStock: true, limit: COUNTED }, FRESH)
  useLiveRefresh(['product.', 'order.'], reading.refetch)
  return <AttentionCard label={t('lowStock')} href="/ops/low-stock" icon={TriangleAlert} urgent {...counted(reading)} />
}

export function NoticesUnread() {
  const t = useTranslations('ops.home')
  // asked as the navigation asks, so that it is asked once
  const reading = useListNoticesQuery({ unread: true, limit: 50 })
  return <AttentionCard label={t('notices')} href="/ops/notices" icon={Bell} {...counted(reading)} />
}

export function OperationsGoingOn() {
  const t = useTranslations('ops.home')
  const reading = useListOperationsQuery({ limit: COUNTED }, FRESH)
  useLiveRefresh(['operation.'], reading.refetch)
  const going = reading.data?.items.filter(({ state }) => state === 'QUEUED' || state === 'RUNNING')
  return <AttentionCard label={t('operations')} href="/ops/operations" icon={ClipboardList} count={going?.length} failed={counted(reading).failed} />
}

/** For managers: nobody else may read them. */
export function DeadLettersWaiting() {
  const t = useTranslations('ops.home')
  const reading = useListDeadLettersQuery({ state: 'WAITING', limit: COUNTED }, FRESH)
  useLiveRefresh(['dead_letter.'], reading.refetch)
  return <AttentionCard label={t('deadLetters')} href="/ops/dead-letters" icon={Archive} urgent {...counted(reading)} />
}
