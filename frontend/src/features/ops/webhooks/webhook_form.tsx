'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'

import { fieldProblem, isProblem } from '@/api/base/problem'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { FieldError } from '@/components/ui/field_error'
import { useProblemWords } from '@/components/ui/states'
import { TextField } from '@/components/ui/text_field'

import { MESSAGE_TYPES, type MessageType } from './webhook'

export interface WebhookWords { url: string; description: string; types: MessageType[] }

interface WebhookFormProps {
  begin: WebhookWords
  saveLabel: string
  busy: boolean
  /** What the service refused it for. */
  error: unknown
  onSave: (words: WebhookWords) => void
  onCancel: () => void
}

/** Where a webhook goes, and what it hears of. The service says whether it may go there. */
export function WebhookForm({ begin, saveLabel, busy, error, onSave, onCancel }: WebhookFormProps) {
  const t = useTranslations('ops.webhooks')
  const problemWords = useProblemWords()
  const [words, setWords] = useState(begin)
  const [tried, setTried] = useState(false)
  const noAddress = !URL.canParse(words.url) ? t('noAddress') : undefined
  const noTypes = words.types.length === 0 ? t('noTypes') : undefined
  const refused = isProblem(error) ? error : undefined
  const urlRefused = refused && fieldProblem(refused, '/url')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!noAddress && !noTypes) onSave(words)
  }
  const toggle = (type: MessageType, on: boolean) =>
    setWords({ ...words, types: on ? [...words.types, type] : words.types.filter((one) => one !== type) })

  return (
    <form onSubmit={submit} noValidate className="grid gap-5">
      <TextField label={t('url')} hint={t('urlHint')} type="url" inputMode="url" autoComplete="off" error={(tried ? noAddress : undefined) ?? urlRefused} value={words.url} onChange={(event) => setWords({ ...words, url: event.target.value })} />
      <TextField label={t('name')} hint={t('nameHint')} maxLength={200} value={words.description} onChange={(event) => setWords({ ...words, description: event.target.value })} />
      <fieldset className="grid gap-4">
        <legend className="mb-1 text-sm font-medium">{t('hearsOf')}</legend>
        {(Object.entries(MESSAGE_TYPES) as [keyof typeof MESSAGE_TYPES, readonly MessageType[]][]).map(([about, types]) => (
          <div key={about}>
            <p className="text-sm text-ink-faint">{t(`about.${about}`)}</p>
            <div className="grid sm:grid-cols-2">
              {types.map((type) => (
                <Checkbox key={type} label={<code className="text-xs">{type}</code>} checked={words.types.includes(type)} onChange={(event) => toggle(type, event.target.checked)} />
              ))}
            </div>
          </div>
        ))}
        {tried ? <FieldError>{noTypes}</FieldError> : null}
      </fieldset>
      {refused && !urlRefused ? <div role="alert"><FieldError>{problemWords(refused).text}</FieldError></div> : null}
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={onCancel}>{t('back')}</Button>
        <Button type="submit" look="primary" busy={busy}>{saveLabel}</Button>
      </div>
    </form>
  )
}
