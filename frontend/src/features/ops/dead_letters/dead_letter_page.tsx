'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'

import { isProblem } from '@/api/base/problem'
import { type DeadLetterView, useDiscardDeadLetterMutation, useGetDeadLetterQuery, useIsManager, useRedriveDeadLetterMutation } from '@/api/ops'
import { NotForRole } from '@/components/frame/not_for_role'
import { AlertDialog } from '@/components/ui/alert_dialog'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { FieldError } from '@/components/ui/field_error'
import { Link } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { PageHeader } from '@/components/ui/page_header'
import { EmptyState, useProblemWords } from '@/components/ui/states'
import { TextArea } from '@/components/ui/text_field'
import { TimeAgo } from '@/components/ui/time_ago'
import { useToast } from '@/components/ui/toast'
import { useCommands } from '@/lib/commands'
import { useLiveEvents } from '@/lib/live'
import { textIn } from '@/lib/wire'

import { contentOf, kindOf, readable, readObject } from './letter'
import { LetterState } from './letter_state'

/** One message that kept failing, with its cause: sent again as it was or edited, or discarded. */
export function DeadLetterPage({ deadLetterId }: { deadLetterId: string }) {
  const t = useTranslations('ops.deadLetters')
  const isManager = useIsManager()
  if (!isManager) return <><PageHeader title={t('title')} /><NotForRole>{t('forManagers')}</NotForRole></>
  return <Letter deadLetterId={deadLetterId} />
}

/** It goes back within moments; who waits for that need not depend on the stream. */
const ASKED_AGAIN_MILLISECONDS = 2_000

function Letter({ deadLetterId }: { deadLetterId: string }) {
  const t = useTranslations('ops.deadLetters')
  const [going, setGoing] = useState(false)
  const reading = useGetDeadLetterQuery({ deadLetterId }, { refetchOnMountOrArgChange: true, pollingInterval: going ? ASKED_AGAIN_MILLISECONDS : 0 })
  const isGoing = reading.currentData?.state === 'REDRIVING'
  if (isGoing !== going) setGoing(isGoing)
  useLiveEvents((event) => {
    if (event.type === 'reset' || (event.type === 'dead_letter.settled' && textIn(event, 'dead_letter_id') === deadLetterId)) void reading.refetch()
  })
  if (isProblem(reading.error) && (reading.error.status === 404 || reading.error.status === 422)) {
    return <EmptyState page title={t('unknown')} description={t('unknownHint')} action={<Link href="/ops/dead-letters">{t('toAll')}</Link>} />
  }
  return <ListStates reading={reading} isEmpty={() => false} empty={null}>{(letter) => <Shown letter={letter} />}</ListStates>
}

function Shown({ letter }: { letter: DeadLetterView }) {
  const t = useTranslations('ops.deadLetters')
  const title = kindOf(letter) || t('oneMessage')
  const operation = textIn(contentOf(letter.message) ?? {}, 'operation_id')
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={<Breadcrumbs trail={[{ label: t('title'), href: '/ops/dead-letters' }, { label: title }]} />}
        actions={<LetterState state={letter.state} />}
      />
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-3">
        <Section title={t('facts')}>
          <dl className="grid gap-3 text-sm">
            <Fact name={t('cause')}><span className="break-words">{letter.cause ?? t('noCause')}</span></Fact>
            <Fact name={t('queue')}>{letter.queue}</Fact>
            <Fact name={t('foundAt')}><TimeAgo at={letter.found_at} /></Fact>
            {operation ? <Fact name={t('operation')}><Link href={`/ops/operations/${encodeURIComponent(operation)}`}>{operation.slice(0, 8)}</Link></Fact> : null}
            {letter.settled_by && letter.settled_at ? <Fact name={t(`settled.${letter.state === 'DISCARDED' ? 'DISCARDED' : 'REDRIVEN'}`)}>{letter.settled_by.replace(/^ops:/, '')} <span className="block text-ink-faint"><TimeAgo at={letter.settled_at} /></span></Fact> : null}
          </dl>
        </Section>
        <div className="grid grid-cols-1 content-start gap-5 lg:col-span-2">
          <Section title={t('original')}><Text label={t('original')}>{readable(letter.message)}</Text></Section>
          {letter.sent_instead ? <Section title={t('sentInstead')}><Text label={t('sentInstead')}>{readable(letter.sent_instead)}</Text></Section> : null}
          {letter.state === 'WAITING' ? <Decision letter={letter} /> : null}
        </div>
      </div>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return <div><dt className="text-ink-faint">{name}</dt><dd>{children}</dd></div>
}

function Text({ label, children }: { label: string; children: string }) {
  return <pre tabIndex={0} aria-label={label} role="region" className="max-h-96 overflow-auto rounded-control bg-sunken p-4 text-xs">{children}</pre>
}

/** What a manager can do with one that waits. */
function Decision({ letter }: { letter: DeadLetterView }) {
  const t = useTranslations('ops.deadLetters')
  const toast = useToast()
  const problemWords = useProblemWords()
  const [redrive, redriving] = useRedriveDeadLetterMutation()
  const [discard, discarding] = useDiscardDeadLetterMutation()
  const [edited, setEdited] = useState<string>()
  const [asking, setAsking] = useState(false)
  const read = edited === undefined ? undefined : readObject(edited)
  const wrong = read && 'wrong' in read ? (read.wrong ? t('noJson', { why: read.wrong }) : t('noObject')) : undefined
  const failed = redriving.error ?? discarding.error

  const send = async (message: Record<string, unknown> | null) => {
    const answer = await redrive({ deadLetterId: letter.dead_letter_id, body: message ? { message } : null })
    if (answer.data) toast({ title: t('redriven', { count: 1 }), tone: 'positive' })
  }
  const throwAway = async () => {
    const answer = await discard({ deadLetterId: letter.dead_letter_id })
    setAsking(false)
    if (!answer.error) toast({ title: t('discarded'), tone: 'positive' })
  }
  const begin = () => setEdited(readable(letter.message))
  useCommands(t('oneMessage'), [
    { id: 'redrive', label: t('redrive'), keys: 'r', run: () => void send(null) },
    { id: 'edit', label: t('edit'), keys: 'e', why: contentOf(letter.message) ? undefined : t('noObject'), run: begin },
    { id: 'discard', label: t('discard'), run: () => setAsking(true) },
  ])

  return (
    <Section title={t('decision')}>
      {edited === undefined ? (
        <div className="flex flex-wrap gap-3">
          <Button look="primary" busy={redriving.isLoading} onClick={() => void send(null)}>{t('redrive')}</Button>
          {contentOf(letter.message) ? <Button onClick={begin}>{t('edit')}</Button> : null}
          <Button look="danger" onClick={() => setAsking(true)}>{t('discard')}</Button>
        </div>
      ) : (
        <div className="grid gap-4">
          <TextArea label={t('edited')} hint={t('editedHint')} error={wrong} rows={14} spellCheck={false} className="font-mono text-xs!" value={edited} onChange={(event) => setEdited(event.target.value)} />
          <div className="flex flex-wrap gap-3">
            <Button look="primary" busy={redriving.isLoading} disabled={Boolean(wrong)} onClick={() => { if (read && 'value' in read) void send(read.value) }}>{t('redriveEdited')}</Button>
            <Button onClick={() => setEdited(undefined)}>{t('back')}</Button>
          </div>
        </div>
      )}
      {failed ? <div role="alert" className="mt-4"><FieldError>{problemWords(failed).text}</FieldError></div> : null}
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('discardTitle')}
        description={t('discardHint')}
        confirmLabel={t('discard')}
        danger
        busy={discarding.isLoading}
        onConfirm={() => void throwAway()}
      />
    </Section>
  )
}
