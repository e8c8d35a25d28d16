'use client'

import { ClipboardList } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { type OperationView, useListOperationsQuery } from '@/api/ops'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { Pagination } from '@/components/ui/load_more'
import { PageHeader } from '@/components/ui/page_header'
import { EmptyState } from '@/components/ui/states'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time_ago'
import { useLiveEvents } from '@/lib/live'
import { useAddress } from '@/lib/use_address'

import { changed, type OperationChange, operationChangeIn } from './operation_events'
import { OperationState } from './operation_state'
import { subjectOf, useKindWords } from './operation_words'
import { ProgressCounts } from './progress_counts'

const SHOWN = 25

/** What was left to the platform, newest first. Rows follow what happens; new ones wait until they are asked for. */
export function OperationsPage() {
  const t = useTranslations('ops.operations')
  const address = useAddress()
  const cursor = address.get('cursor')
  const reading = useListOperationsQuery({ limit: SHOWN, cursor }, { refetchOnMountOrArgChange: true })
  const [changes, setChanges] = useState<ReadonlyMap<string, OperationChange>>(new Map())
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(new Set())

  useLiveEvents((event) => {
    if (event.type === 'reset') void reading.refetch()
    const change = operationChangeIn(event)
    if (!change) return
    const shown = reading.currentData?.items.some((one) => one.operation_id === change.operation_id)
    if (shown) setChanges((before) => new Map(before).set(change.operation_id, change))
    else if (!cursor) setUnseen((before) => new Set(before).add(change.operation_id))
  })
  const showNew = () => {
    setUnseen(new Set())
    void reading.refetch()
  }

  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div role="status" className="flex min-h-11 items-center justify-end">
        {unseen.size ? <Button look="primary" size="small" onClick={showNew}>{t('showNew', { count: unseen.size })}</Button> : null}
      </div>
      <ListStates
        reading={reading}
        isEmpty={(page) => page.items.length === 0}
        empty={<EmptyState icon={<ClipboardList aria-hidden />} title={t('none')} description={t('noneHint')} />}
      >
        {(page) => (
          <>
            <Table caption={t('title')}>
              <TableHead>
                <HeadCell>{t('what')}</HeadCell>
                <HeadCell>{t('state')}</HeadCell>
                <HeadCell>{t('about')}</HeadCell>
                <HeadCell>{t('askedBy')}</HeadCell>
                <HeadCell numeric>{t('attempts')}</HeadCell>
                <HeadCell>{t('changedAt')}</HeadCell>
              </TableHead>
              <tbody>
                {page.items.map((operation) => {
                  const change = changes.get(operation.operation_id)
                  return <OperationRow key={operation.operation_id} operation={change ? changed(operation, change) : operation} />
                })}
              </tbody>
            </Table>
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

function OperationRow({ operation }: { operation: OperationView }) {
  const t = useTranslations('ops.operations')
  const kindWords = useKindWords()
  const subject = subjectOf(operation)
  return (
    <Row>
      <Cell label={t('what')}>
        <Link href={`/ops/operations/${encodeURIComponent(operation.operation_id)}`}>{kindWords(operation.kind)}</Link>
      </Cell>
      <Cell label={t('state')}>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 max-sm:justify-end">
          <OperationState state={operation.state} />
          <ProgressCounts progress={operation.progress} />
        </span>
      </Cell>
      <Cell label={t('about')}>
        {subject ? <Link href={subject.href}>{t(subject.kind, { id: subject.id.slice(0, 8) })}</Link> : <span className="text-ink-faint">{t('many')}</span>}
      </Cell>
      <Cell label={t('askedBy')}>{operation.asked_by}</Cell>
      <Cell label={t('attempts')} numeric>{operation.attempts}</Cell>
      <Cell label={t('changedAt')}><TimeAgo at={operation.updated_at} /></Cell>
    </Row>
  )
}
