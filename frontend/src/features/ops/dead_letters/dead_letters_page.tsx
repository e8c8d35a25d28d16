'use client'

import { MailCheck, Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useIsManager, useListDeadLettersQuery } from '@/api/ops'
import { NotForRole } from '@/components/frame/not_for_role'
import { Button } from '@/components/ui/button'
import { FilterLinks } from '@/components/ui/filter_links'
import { Link } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { Pagination } from '@/components/ui/load_more'
import { PageHeader } from '@/components/ui/page_header'
import { EmptyState } from '@/components/ui/states'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time_ago'
import { useCommands } from '@/lib/commands'
import { useLiveEvents } from '@/lib/live'
import { useAddress } from '@/lib/use_address'

import { kindOf, LETTER_STATES, type LetterState as State } from './letter'
import { LetterState } from './letter_state'
import { RedriveMatchingDialog } from './redrive_matching_dialog'

const SHOWN = 25

/** Messages that kept failing: a manager says what becomes of them. */
export function DeadLettersPage() {
  const t = useTranslations('ops.deadLetters')
  const isManager = useIsManager()
  return (
    <>
      {isManager ? <Letters /> : <><PageHeader title={t('title')} /><NotForRole>{t('forManagers')}</NotForRole></>}
    </>
  )
}

function Letters() {
  const t = useTranslations('ops.deadLetters')
  const address = useAddress()
  const asked = address.get('state')
  const state: State = LETTER_STATES.find((one) => one === asked) ?? 'WAITING'
  const cursor = address.get('cursor')
  const reading = useListDeadLettersQuery({ state, limit: SHOWN, cursor }, { refetchOnMountOrArgChange: true })
  const [redriving, setRedriving] = useState(false)
  const [arrived, setArrived] = useState(0)

  useLiveEvents(({ type }) => {
    if (type === 'dead_letter.arrived' && state === 'WAITING') setArrived((before) => before + 1)
    if (type === 'dead_letter.settled' || type === 'reset') void reading.refetch()
  })
  const showNew = () => {
    setArrived(0)
    void reading.refetch()
  }
  useCommands(t('title'), [{ id: 'redrive-matching', label: t('redriveMatching'), keys: 'r', run: () => setRedriving(true) }])

  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<Button icon={<Send aria-hidden className="size-4" />} onClick={() => setRedriving(true)}>{t('redriveMatching')}</Button>}
      />
      <div className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-3">
        <FilterLinks
          label={t('filter')}
          options={LETTER_STATES.map((one) => ({
            label: t(`states.${one}`), href: address.with({ state: one === 'WAITING' ? null : one, cursor: null }), current: one === state,
          }))}
        />
        <div role="status">{arrived ? <Button look="primary" size="small" onClick={showNew}>{t('showNew', { count: arrived })}</Button> : null}</div>
      </div>
      <ListStates
        reading={reading}
        isEmpty={(page) => page.items.length === 0}
        empty={<EmptyState icon={<MailCheck aria-hidden />} title={state === 'WAITING' ? t('none') : t('noneSo')} description={state === 'WAITING' ? t('noneHint') : undefined} />}
      >
        {(page) => (
          <>
            <Table caption={t('title')}>
              <TableHead>
                <HeadCell>{t('message')}</HeadCell>
                <HeadCell>{t('cause')}</HeadCell>
                <HeadCell>{t('queue')}</HeadCell>
                <HeadCell>{t('foundAt')}</HeadCell>
                <HeadCell>{t('state')}</HeadCell>
              </TableHead>
              <tbody>
                {page.items.map((letter) => (
                  <Row key={letter.dead_letter_id}>
                    <Cell label={t('message')}>
                      <Link href={`/ops/dead-letters/${letter.dead_letter_id}`}>{kindOf(letter) || letter.dead_letter_id.slice(0, 8)}</Link>
                    </Cell>
                    <Cell label={t('cause')}><span className="line-clamp-2 max-w-prose break-words">{letter.cause ?? t('noCause')}</span></Cell>
                    <Cell label={t('queue')}>{letter.queue}</Cell>
                    <Cell label={t('foundAt')}><TimeAgo at={letter.found_at} /></Cell>
                    <Cell label={t('state')}><LetterState state={letter.state} /></Cell>
                  </Row>
                ))}
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
      <RedriveMatchingDialog open={redriving} onOpenChange={setRedriving} />
    </>
  )
}
