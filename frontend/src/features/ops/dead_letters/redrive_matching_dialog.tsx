'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useListDeadLettersQuery, useRedriveMatchingDeadLettersMutation } from '@/api/ops'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FieldError } from '@/components/ui/field_error'
import { Select } from '@/components/ui/select'
import { useProblemWords } from '@/components/ui/states'
import { TextField } from '@/components/ui/text_field'
import { useToast } from '@/components/ui/toast'

import { kindOf, type Matching, matches } from './letter'

/** So many waiting ones are looked at for the choices and the count. */
const LOOKED_AT = 100
const ANY: Matching = { queue: '', kind: '', cause: '' }

/** Sends all waiting ones again that match, as they were; says first how many these are. */
export function RedriveMatchingDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('ops.deadLetters')
  const toast = useToast()
  const problemWords = useProblemWords()
  const [matching, setMatching] = useState(ANY)
  const { data } = useListDeadLettersQuery({ state: 'WAITING', limit: LOOKED_AT }, { skip: !open, refetchOnMountOrArgChange: true })
  const [redrive, { isLoading, error, reset }] = useRedriveMatchingDeadLettersMutation()
  const letters = data?.items ?? []
  const count = letters.filter((letter) => matches(letter, matching)).length
  const choices = (values: string[]) => [{ value: '', label: t('any') }, ...[...new Set(values.filter(Boolean))].sort().map((value) => ({ value, label: value }))]

  const change = (next: boolean) => {
    if (!next) { setMatching(ANY); reset() }
    onOpenChange(next)
  }
  const send = async () => {
    const { queue, kind, cause } = matching
    const answer = await redrive({ redriveMatchingRequest: { queue: queue || null, kind: kind || null, cause: cause || null } })
    if (!answer.data) return
    toast({ title: t('redriven', { count: answer.data.redriven }), tone: 'positive' })
    change(false)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={t('redriveMatching')}
      description={t('redriveMatchingHint')}
      actions={
        <>
          <Button onClick={() => change(false)}>{t('back')}</Button>
          <Button look="primary" busy={isLoading} disabled={count === 0} onClick={() => void send()}>{t('redriveCount', { count, more: data?.next_cursor ? 'yes' : 'no' })}</Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Select label={t('queue')} options={choices(letters.map((letter) => letter.queue))} value={matching.queue} onChange={(event) => setMatching({ ...matching, queue: event.target.value })} />
        <Select label={t('kind')} options={choices(letters.map(kindOf))} value={matching.kind} onChange={(event) => setMatching({ ...matching, kind: event.target.value })} />
        <TextField label={t('causePart')} hint={t('causePartHint')} value={matching.cause} onChange={(event) => setMatching({ ...matching, cause: event.target.value })} />
        <p role="status" className="text-sm text-ink-soft">{t('matching', { count, more: data?.next_cursor ? 'yes' : 'no' })}</p>
        {error ? <FieldError>{problemWords(error).text}</FieldError> : null}
      </div>
    </Dialog>
  )
}
