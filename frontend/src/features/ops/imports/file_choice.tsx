'use client'

import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type DragEvent, useRef, useState } from 'react'

import { isProblem } from '@/api/base/problem'
import { type OperationView, useImportProductsMutation } from '@/api/ops'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field_error'
import { useProblemWords } from '@/components/ui/states'
import { classNames } from '@/lib/class_names'
import { useFormat } from '@/lib/format'

import { faultOf, type ImportFile, importFileOf } from './import_file'

/** Choose a file, check it, apply it. `onStarted` gets the operation to follow. */
export function FileChoice({ onStarted }: { onStarted: (operationId: string) => void }) {
  const t = useTranslations('ops.imports')
  const format = useFormat()
  const problemWords = useProblemWords()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [chosen, setChosen] = useState<{ source: File; file: ImportFile }>()
  const [fault, setFault] = useState<'empty' | 'too-large'>()
  const [send, sending] = useImportProductsMutation()
  const [doing, setDoing] = useState<'check' | 'run' | 'again'>()

  const choose = async (source: File | undefined) => {
    if (!source) return
    sending.reset()
    const wrong = faultOf(source)
    setFault(wrong)
    setChosen(wrong ? undefined : { source, file: await importFileOf(source) })
  }
  const start = async (what: 'check' | 'run' | 'again') => {
    if (!chosen) return
    setDoing(what)
    // each check looks anew; a run of the same file is the same run, unless it is to be another
    const file = what === 'run' ? chosen.file : await importFileOf(chosen.source, what === 'again' ? crypto.randomUUID() : '')
    const answer = await send({
      dryRun: what === 'check',
      'Idempotency-Key': what === 'check' ? file.checkKey : file.runKey,
      body: file.content as unknown as string, // the contract's string is the file's text: a Blob is sent as it is
    })
    setDoing(undefined)
    if (answer.data) onStarted((answer.data as OperationView).operation_id)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void choose(event.dataTransfer.files[0])
  }
  const refused = isProblem(sending.error) ? sending.error : undefined
  return (
    <section
      aria-label={t('file')}
      onDragOver={(event) => { event.preventDefault(); setOver(true) }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={classNames('grid justify-items-center gap-4 rounded-card border-2 border-dashed p-8 text-center', over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface')}
    >
      <FileUp aria-hidden className="size-8 text-ink-faint" />
      {chosen ? (
        <p className="font-medium">{t('chosen', { name: chosen.file.name, kilobytes: Math.ceil(chosen.file.size / 1024) })}</p>
      ) : (
        <p className="max-w-prose text-sm text-ink-soft">{t('fileHint', { megabytes: 24, rows: format.number(100_000) })}</p>
      )}
      <input ref={input} type="file" accept=".csv,text/csv" className="sr-only" tabIndex={-1} aria-label={t('chooseFile')} onChange={(event) => { void choose(event.target.files?.[0]); event.target.value = '' }} />
      <div className="flex flex-wrap justify-center gap-3">
        <Button look={chosen ? 'secondary' : 'primary'} onClick={() => input.current?.click()}>{chosen ? t('chooseOther') : t('chooseFile')}</Button>
        {chosen ? (
          <>
            <Button look="primary" busy={doing === 'check'} disabled={doing !== undefined} onClick={() => void start('check')}>{t('check')}</Button>
            <Button busy={doing === 'run'} disabled={doing !== undefined} onClick={() => void start('run')}>{t('run')}</Button>
          </>
        ) : null}
      </div>
      {chosen ? (
        <p className="max-w-prose text-sm text-ink-soft">
          {t('safe')}{' '}
          <button type="button" disabled={doing !== undefined} onClick={() => void start('again')} className="rounded-sm font-medium text-accent underline underline-offset-4">{t('runAgain')}</button>
        </p>
      ) : null}
      {fault ? <div role="alert"><FieldError>{t(`faults.${fault}`)}</FieldError></div> : null}
      {refused ? (
        <div role="alert" className="grid gap-1 text-start">
          <FieldError>{problemWords(refused).text}</FieldError>
          {refused.errors.map((error) => <FieldError key={error.detail}>{error.detail}</FieldError>)}
        </div>
      ) : null}
    </section>
  )
}
