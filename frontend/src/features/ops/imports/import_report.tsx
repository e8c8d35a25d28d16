'use client'

import { useTranslations } from 'next-intl'

import type { OperationView } from '@/api/ops'
import { Badge } from '@/components/ui/badge'
import { ListStates } from '@/components/ui/list_states'
import { ProgressBar } from '@/components/ui/progress_bar'
import { Stat } from '@/components/ui/stat'
import { TimeAgo } from '@/components/ui/time_ago'
import { useFormat } from '@/lib/format'
import { textIn } from '@/lib/wire'

import { countsOf, OUTCOMES, totalOf } from './row_counts'
import { RowResults } from './row_results'
import { useFollowedOperation } from './use_followed_operation'

/** How far an import or a check is, and what came of each row. */
export function ImportReport({ operationId }: { operationId: string }) {
  const followed = useFollowedOperation(operationId)
  return (
    <ListStates reading={followed} isEmpty={() => false} empty={null}>
      {(operation) => <Report operation={operation} ended={followed.ended} />}
    </ListStates>
  )
}

function Report({ operation, ended }: { operation: OperationView; ended: boolean }) {
  const t = useTranslations('ops.imports')
  const format = useFormat()
  const counts = countsOf(operation)
  const isCheck = operation.result ? operation.result.dry_run === true : operation.parameters.dry_run === 'true'
  const rows = totalOf(counts)
  return (
    <div className="grid gap-5">
      <p role="status" className="flex flex-wrap items-center gap-3 text-sm text-ink-soft">
        {operation.state === 'SUCCEEDED' ? <Badge tone={counts.wrong ? 'warning' : 'positive'}>{isCheck ? t('checked') : t('applied')}</Badge> : null}
        {operation.state === 'REFUSED' || operation.state === 'FAILED' ? <Badge tone="danger">{t('notDone')}</Badge> : null}
        {operation.state === 'QUEUED' || operation.state === 'RUNNING' ? <Badge tone="info">{t('goingOn')}</Badge> : null}
        <span>{t.rich('askedBy', { name: operation.asked_by, time: () => <TimeAgo at={operation.created_at} /> })}</span>
      </p>
      {ended ? null : <ProgressBar label={isCheck ? t('checking') : t('applying')} text={t('rowsDone', { rows: format.number(rows) })} />}
      {operation.problem && operation.state !== 'SUCCEEDED' ? <p className="text-sm text-danger">{textIn(operation.problem, 'detail') || textIn(operation.problem, 'title')}</p> : null}
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {OUTCOMES.map((outcome) => <Stat key={outcome} label={t(`outcomes.${outcome}`)} value={format.number(counts[outcome])} />)}
      </div>
      {ended && isCheck ? <p className="text-sm">{counts.wrong ? t('checkedWrong', { count: counts.wrong }) : t('checkedFine')}</p> : null}
      {rows > 0 ? <RowResults importId={operation.operation_id} wrong={counts.wrong} settled={ended} /> : null}
    </div>
  )
}
