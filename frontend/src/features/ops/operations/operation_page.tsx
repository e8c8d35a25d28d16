'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'

import { isProblem } from '@/api/base/problem'
import { type OperationView, useGetOperationQuery } from '@/api/ops'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { PageHeader } from '@/components/ui/page_header'
import { EmptyState } from '@/components/ui/states'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time_ago'
import { useLiveEvents } from '@/lib/live'
import { textIn } from '@/lib/wire'

import { changed, type OperationChange, operationChangeIn } from './operation_events'
import { OperationState } from './operation_state'
import { hasEnded, subjectOf, useKindWords } from './operation_words'
import { ProgressCounts } from './progress_counts'

/** While nobody tells of it (a queue that nobody reads, a stream that is away) it is asked again this often. */
const ASKED_AGAIN_MILLISECONDS = 5_000

/** One operation as it goes on. `operationId` is its id, or its name in the `Location` of a 202. */
export function OperationPage({ operationId }: { operationId: string }) {
  const t = useTranslations('ops.operations')
  const [going, setGoing] = useState(true)
  const reading = useGetOperationQuery({ operationId }, { pollingInterval: going ? ASKED_AGAIN_MILLISECONDS : 0, refetchOnMountOrArgChange: true })
  const [change, setChange] = useState<OperationChange>()
  const read = reading.currentData
  const shown = read && change ? changed(read, change) : read
  if (read && hasEnded(read.state) === going) setGoing(!hasEnded(read.state))

  useLiveEvents((event) => {
    if (event.type === 'reset') void reading.refetch()
    const told = operationChangeIn(event)
    if (!told || told.operation_id !== read?.operation_id) return
    setChange(told)
    if (hasEnded(told.state)) void reading.refetch() // the event does not say what came of it
  })

  if (isProblem(reading.error) && reading.error.status === 404 && !shown) {
    return <EmptyState page title={t('unknown')} description={t('unknownHint')} action={<Link href="/ops/operations">{t('toAll')}</Link>} />
  }
  return (
    <ListStates reading={{ ...reading, currentData: shown }} isEmpty={() => false} empty={null}>
      {(operation) => <Operation operation={operation} />}
    </ListStates>
  )
}

function Operation({ operation }: { operation: OperationView }) {
  const t = useTranslations('ops.operations')
  const kind = useKindWords()(operation.kind)
  const subject = subjectOf(operation)
  return (
    <>
      <PageHeader
        title={kind}
        breadcrumbs={<Breadcrumbs trail={[{ label: t('title'), href: '/ops/operations' }, { label: kind }]} />}
        actions={<OperationState state={operation.state} />}
      />
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-3">
        <Section title={t('facts')} className="lg:col-span-1">
          <dl className="grid gap-3 text-sm">
            <Fact name={t('id')}><code className="text-xs break-all">{operation.operation_id}</code></Fact>
            {subject ? <Fact name={t('about')}><Link href={subject.href}>{t(subject.kind, { id: subject.id.slice(0, 8) })}</Link></Fact> : null}
            <Fact name={t('askedBy')}>{operation.asked_by}</Fact>
            <Fact name={t('askedAt')}><TimeAgo at={operation.created_at} /></Fact>
            <Fact name={t('changedAt')}><TimeAgo at={operation.updated_at} /></Fact>
            <Fact name={t('attempts')}>{operation.attempts}</Fact>
            {operation.progress ? <Fact name={t('progress')}><ProgressCounts progress={operation.progress} /></Fact> : null}
          </dl>
        </Section>
        <div className="grid grid-cols-1 content-start gap-5 lg:col-span-2">
          {operation.problem ? <Problem state={operation.state} problem={operation.problem} /> : null}
          {operation.result ? <Result operation={operation} result={operation.result} /> : null}
          {hasEnded(operation.state) ? null : <p role="status" className="rounded-card border border-line bg-surface p-6 text-sm text-ink-soft">{t('goingOn')}</p>}
        </div>
      </div>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <div><dt className="text-ink-faint">{name}</dt><dd>{children}</dd></div>
}

function Problem({ state, problem }: { state: OperationView['state']; problem: Record<string, unknown> }) {
  const t = useTranslations('ops.operations')
  const title = state === 'REFUSED' ? t('whyRefused') : state === 'FAILED' ? t('whyFailed') : t('lastStopped')
  return (
    <Section title={title}>
      <p className="font-medium">{textIn(problem, 'title') || textIn(problem, 'code')}</p>
      <p className="mt-1 text-sm text-ink-soft">{textIn(problem, 'detail')}</p>
      <AsSent label={t('asSent')} value={problem} />
      {state === 'FAILED' ? <p className="mt-4 text-sm">{t.rich('amongDeadLetters', { link: (words) => <Link href="/ops/dead-letters">{words}</Link> })}</p> : null}
    </Section>
  )
}

interface MovedOrder { order_id: string; problem?: Record<string, unknown> | null }

function movedOrders(result: Record<string, unknown>): MovedOrder[] {
  return Array.isArray(result.orders) ? (result.orders as MovedOrder[]).filter((one) => typeof one.order_id === 'string') : []
}

function Result({ operation, result }: { operation: OperationView; result: Record<string, unknown> }) {
  const t = useTranslations('ops.operations')
  const orders = movedOrders(result)
  if (operation.kind !== 'move_orders' || orders.length === 0) {
    return <Section title={t('result')}><Plain result={result} /><AsSent label={t('asSent')} value={result} /></Section>
  }
  return (
    <Section title={t('result')}>
      <Table caption={t('perOrder')}>
        <TableHead><HeadCell>{t('orderHead')}</HeadCell><HeadCell>{t('outcome')}</HeadCell></TableHead>
        <tbody>
          {orders.map(({ order_id: id, problem }) => (
            <Row key={id}>
              <Cell label={t('orderHead')}><Link href={`/ops/orders/${encodeURIComponent(id)}`}>{id.slice(0, 8)}</Link></Cell>
              <Cell label={t('outcome')}>{problem ? textIn(problem, 'detail') || textIn(problem, 'title') : t('moved')}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

const OUTCOMES: readonly string[] = ['new', 'changed', 'unchanged', 'wrong', 'moved', 'refused']

/** How many parts came to what; of work in one piece, that it was done. */
function Plain({ result }: { result: Record<string, unknown> }) {
  const t = useTranslations('ops.operations')
  const numbers = Object.entries(result).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && OUTCOMES.includes(entry[0]))
  if (numbers.length === 0) return <p className="text-sm text-ink-soft">{t('done')}</p>
  return <p className="numbers text-sm">{numbers.map(([outcome, count]) => t('count', { outcome, count })).join(', ')}</p>
}

function AsSent({ label, value }: { label: string; value: unknown }) {
  return (
    <details className="mt-4 text-sm">
      <summary className="cursor-pointer text-ink-soft">{label}</summary>
      <pre tabIndex={0} className="mt-2 max-h-96 overflow-auto rounded-control bg-sunken p-3 text-xs">{JSON.stringify(value, null, 2)}</pre>
    </details>
  )
}
