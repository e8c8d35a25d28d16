'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { type ImportedRowView, useLazyListImportedRowsQuery, useListImportedRowsQuery } from '@/api/ops'
import { Badge, type Tone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ListStates } from '@/components/ui/list_states'
import { Pagination } from '@/components/ui/load_more'
import { EmptyState, useProblemWords } from '@/components/ui/states'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { useToast } from '@/components/ui/toast'

import { csvCell } from './import_file'
import type { Outcome } from './row_counts'

const TONES: Record<Outcome, Tone> = { new: 'positive', changed: 'info', unchanged: 'neutral', wrong: 'danger' }

/** What came of each row, as pages; the wrong ones as a file to mend. `settled`: no more rows will come. */
export function RowResults({ importId, wrong, settled }: { importId: string; wrong: number; settled: boolean }) {
  const t = useTranslations('ops.imports')
  const [cursor, setCursor] = useState<string | null>(null)
  const [onlyWrong, setOnlyWrong] = useState(true)
  const reading = useListImportedRowsQuery({ importId, cursor }, { refetchOnMountOrArgChange: true, pollingInterval: settled ? 0 : 5_000 })
  const show = (row: ImportedRowView) => !onlyWrong || wrong === 0 || row.outcome === 'wrong'
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        {wrong ? <Checkbox label={t('onlyWrong')} checked={onlyWrong} onChange={(event) => setOnlyWrong(event.target.checked)} /> : <span />}
        {wrong && settled ? <WrongRowsDownload importId={importId} /> : null}
      </div>
      <ListStates reading={reading} isEmpty={(page) => page.items.filter(show).length === 0} empty={<NoRows more={reading.currentData?.next_cursor ?? null} onMore={setCursor} />}>
        {(page) => (
          <>
            <Table caption={t('rows')}>
              <TableHead>
                <HeadCell numeric>{t('row')}</HeadCell>
                <HeadCell>{t('sku')}</HeadCell>
                <HeadCell>{t('outcome')}</HeadCell>
                <HeadCell>{t('problems')}</HeadCell>
              </TableHead>
              <tbody>
                {page.items.filter(show).map((row) => (
                  <Row key={row.number}>
                    <Cell label={t('row')} numeric>{row.number}</Cell>
                    <Cell label={t('sku')}>{row.sku}</Cell>
                    <Cell label={t('outcome')}><Badge tone={TONES[row.outcome]}>{t(`outcomes.${row.outcome}`)}</Badge></Cell>
                    <Cell label={t('problems')}>{row.problems.join(' ')}</Cell>
                  </Row>
                ))}
              </tbody>
            </Table>
            <Pagination busy={reading.isFetching} onFirst={cursor ? () => setCursor(null) : undefined} onNext={page.next_cursor ? () => setCursor(page.next_cursor) : undefined} />
          </>
        )}
      </ListStates>
    </div>
  )
}

function NoRows({ more, onMore }: { more: string | null; onMore: (cursor: string) => void }) {
  const t = useTranslations('ops.imports')
  return <EmptyState title={t('noWrongHere')} action={more ? <Button onClick={() => onMore(more)}>{t('lookFurther')}</Button> : null} />
}

/** All wrong rows as CSV: their number, SKU and what is wrong. */
function WrongRowsDownload({ importId }: { importId: string }) {
  const t = useTranslations('ops.imports')
  const toast = useToast()
  const problemWords = useProblemWords()
  const [ask] = useLazyListImportedRowsQuery()
  const [busy, setBusy] = useState(false)
  const download = async () => {
    setBusy(true)
    const lines = ['row,sku,problems']
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask({ importId, cursor })
      if (!page.data) {
        toast({ title: t('notDownloaded'), description: problemWords(page.error).text, tone: 'danger' })
        setBusy(false)
        return
      }
      for (const row of page.data.items) if (row.outcome === 'wrong') lines.push([String(row.number), csvCell(row.sku), csvCell(row.problems.join(' '))].join(','))
      cursor = page.data.next_cursor
    } while (cursor)
    setBusy(false)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' }))
    link.download = 'wrong-rows.csv'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return <Button size="small" icon={<Download aria-hidden className="size-4" />} busy={busy} onClick={() => void download()}>{t('downloadWrong')}</Button>
}
