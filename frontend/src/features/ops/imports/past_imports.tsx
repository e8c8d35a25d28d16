'use client'

import { useTranslations } from 'next-intl'

import { useListOperationsQuery } from '@/api/ops'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time_ago'
import { useLiveRefresh } from '@/lib/live'

import { countsOf, hasEnded, OUTCOMES } from './row_counts'

const LOOKED_AT = 100

/** The imports and checks among the latest operations. */
export function PastImports() {
  const t = useTranslations('ops.imports')
  const reading = useListOperationsQuery({ limit: LOOKED_AT }, { refetchOnMountOrArgChange: true })
  useLiveRefresh(['operation.changed'], reading.refetch)
  const imports = (items: NonNullable<typeof reading.currentData>['items']) => items.filter((operation) => operation.kind === 'import_products')
  return (
    <Section title={t('past')}>
      <ListStates reading={reading} isEmpty={(page) => imports(page.items).length === 0} empty={<p className="text-sm text-ink-soft">{t('nonePast')}</p>}>
        {(page) => (
          <Table caption={t('past')}>
            <TableHead>
              <HeadCell>{t('when')}</HeadCell>
              <HeadCell>{t('who')}</HeadCell>
              <HeadCell>{t('what')}</HeadCell>
              <HeadCell>{t('rows')}</HeadCell>
            </TableHead>
            <tbody>
              {imports(page.items).map((operation) => {
                const counts = countsOf(operation)
                const isCheck = operation.result?.dry_run === true
                return (
                  <Row key={operation.operation_id}>
                    <Cell label={t('when')}><Link href={`/ops/imports?import=${encodeURIComponent(operation.operation_id)}`}><TimeAgo at={operation.created_at} /></Link></Cell>
                    <Cell label={t('who')}>{operation.asked_by}</Cell>
                    <Cell label={t('what')}>{hasEnded(operation) ? (isCheck ? t('checked') : operation.state === 'SUCCEEDED' ? t('applied') : t('notDone')) : t('goingOn')}</Cell>
                    <Cell label={t('rows')}><span className="numbers">{OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => t('count', { outcome, count: counts[outcome] })).join(', ')}</span></Cell>
                  </Row>
                )
              })}
            </tbody>
          </Table>
        )}
      </ListStates>
    </Section>
  )
}
