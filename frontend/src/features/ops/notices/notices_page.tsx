'use client'

import { Bell, CheckCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { type NoticeView, useListNoticesQuery, useMarkNoticeReadMutation } from '@/api/ops'
import { Button } from '@/components/ui/button'
import { FilterLinks } from '@/components/ui/filter_links'
import { ListStates } from '@/components/ui/list_states'
import { Pagination } from '@/components/ui/load_more'
import { PageHeader } from '@/components/ui/page_header'
import { EmptyState, useProblemWords } from '@/components/ui/states'
import { useToast } from '@/components/ui/toast'
import { useCommands } from '@/lib/commands'
import { useLiveEvents } from '@/lib/live'
import { useAddress } from '@/lib/use_address'

import { NoticeRow } from './notice_row'

const SHOWN = 25

/** The inbox of operations: what happened that somebody should know of. New ones wait until they are asked for. */
export function NoticesPage() {
  const t = useTranslations('ops.notices')
  const address = useAddress()
  const toast = useToast()
  const problemWords = useProblemWords()
  const unread = address.get('show') !== 'all'
  const cursor = address.get('cursor')
  const reading = useListNoticesQuery({ unread, limit: SHOWN, cursor })
  const [markRead, marking] = useMarkNoticeReadMutation()
  const [waiting, setWaiting] = useState(0)
  const shown = reading.currentData?.items ?? []
  const unreadShown = shown.filter((notice) => !notice.read_at)

  useLiveEvents((event) => {
    if (event.type === 'notice.raised') setWaiting((before) => before + 1)
    if (event.type === 'reset') void reading.refetch()
  })
  const showNew = () => {
    setWaiting(0)
    if (cursor) address.go({ cursor: null })
    else void reading.refetch()
  }
  const read = async (notices: readonly NoticeView[]) => {
    const outcomes = await Promise.all(notices.map((notice) => markRead({ noticeId: notice.notice_id })))
    const failed = outcomes.find((outcome) => outcome.error)
    if (failed) toast({ title: t('notMarked'), description: problemWords(failed.error).text, tone: 'danger' })
  }
  useCommands(t('title'), [
    { id: 'notices-new', label: t('showNew', { count: waiting }), keys: 'n', why: waiting ? undefined : t('noNew'), run: showNew },
    { id: 'notices-read', label: t('readAll'), keys: 'e', why: unreadShown.length ? undefined : t('nothingUnread'), run: () => void read(unreadShown) },
  ])

  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Button icon={<CheckCheck aria-hidden className="size-4" />} disabled={unreadShown.length === 0} busy={marking.isLoading} onClick={() => void read(unreadShown)}>
            {t('readAll')}
          </Button>
        }
      />
      <div className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-3">
        <FilterLinks
          label={t('filter')}
          options={[
            { label: t('unread'), href: address.with({ show: null, cursor: null }), current: unread },
            { label: t('all'), href: address.with({ show: 'all', cursor: null }), current: !unread },
          ]}
        />
        <div role="status">{waiting ? <Button look="primary" size="small" onClick={showNew}>{t('showNew', { count: waiting })}</Button> : null}</div>
      </div>
      <ListStates
        reading={reading}
        isEmpty={(page) => page.items.length === 0}
        empty={unread
          ? <EmptyState icon={<CheckCheck aria-hidden />} title={t('allRead')} description={t('allReadHint')} />
          : <EmptyState icon={<Bell aria-hidden />} title={t('none')} description={t('noneHint')} />}
      >
        {(page) => (
          <>
            <ul aria-label={t('title')} className="overflow-hidden rounded-card border border-line bg-surface">
              {page.items.map((notice) => <NoticeRow key={notice.notice_id} notice={notice} onRead={() => void read([notice])} />)}
            </ul>
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
