'use client'

import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Button } from './button'
import { Loading, Skeleton } from './skeleton'
import { ErrorState, useProblemWords } from './states'

/** What a query hook of the API gives. `currentData`: never that of other filters. */
interface Reading<Data> {
  currentData?: Data | undefined
  error?: unknown
  isFetching: boolean
  refetch: () => unknown
}

interface ListStatesProps<Data> {
  reading: Reading<Data>
  isEmpty: (data: Data) => boolean
  /** An EmptyState, or a NoMatchState where something was filtered. */
  empty: ReactNode
  /** The shape of what comes; some lines where it is missing. */
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}

/** The states of a list: it comes, it failed (Retry), there is nothing, it is shown; shown though it could not be read anew. */
export function ListStates<Data>({ reading, isEmpty, empty, skeleton, children }: ListStatesProps<Data>) {
  const { currentData: data, error, isFetching, refetch } = reading
  if (data === undefined) {
    if (error && !isFetching) return <ErrorState error={error} onRetry={refetch} />
    return <Loading>{skeleton ?? <Lines />}</Loading>
  }
  return (
    <>
      {error ? <NotRefreshed error={error} busy={isFetching} onRetry={refetch} /> : null}
      {isEmpty(data) ? empty : children(data)}
    </>
  )
}

function Lines() {
  return <div className="grid gap-3">{Array.from({ length: 6 }, (_, line) => <Skeleton key={line} className="h-14 rounded-card" />)}</div>
}

function NotRefreshed({ error, busy, onRetry }: { error: unknown; busy: boolean; onRetry: () => unknown }) {
  const t = useTranslations('ui.states')
  const words = useProblemWords()(error)
  return (
    <div role="status" className="mb-4 flex flex-wrap items-center gap-3 rounded-card bg-warning-soft px-4 py-2 text-sm text-warning">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      <p className="grow">{t('notRefreshed', { why: words.text })}</p>
      <Button size="small" busy={busy} onClick={() => void onRetry()}>{t('retry')}</Button>
    </div>
  )
}
