'use client'

import { Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { flushSync } from 'react-dom'

import { Spinner } from '@/components/ui/spinner'

interface EditableCellProps {
  /** What is edited, for its button: "Price of Nomad Tumbler". */
  label: string
  shown: ReactNode
  /** What is typed over: the value at first. */
  begin: string
  /** Why it cannot be edited by this person; shown on the way to it. */
  why?: string | undefined
  busy: boolean
  /** What is wrong with what was typed, or why it was refused. */
  error?: string | undefined
  /** More inputs beside the first one, such as a reason; Enter and Esc count in them too. */
  more?: ReactNode
  inputMode?: 'decimal' | 'numeric'
  /** Resolves to whether it was saved. */
  onSave: (typed: string) => Promise<boolean>
  onEditing?: (editing: boolean) => void
}

/** A value of a table that is edited in its place: Enter saves, Esc reverts, what is wrong is said below. */
export function EditableCell({ label, shown, begin, why, busy, error, more, inputMode = 'decimal', onSave, onEditing }: EditableCellProps) {
  const t = useTranslations('ops.products')
  const [typed, setTyped] = useState<string>()
  const button = useRef<HTMLButtonElement>(null)
  const end = () => {
    flushSync(() => { // the button that gets the focus must be there again
      setTyped(undefined)
      onEditing?.(false)
    })
    button.current?.focus()
  }
  const onKeyDown = async (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      end()
    }
    if (event.key === 'Enter' && typed !== undefined) {
      event.preventDefault()
      if (await onSave(typed)) end()
    }
  }
  if (why) return <span title={why}>{shown}<span className="sr-only"> {why}</span></span>
  if (typed === undefined) {
    return (
      <button
        ref={button}
        type="button"
        aria-label={label}
        onClick={() => { setTyped(begin); onEditing?.(true) }}
        className="group -mx-2 inline-flex min-h-9 items-center gap-1.5 rounded-control px-2 hover:bg-sunken"
      >
        {shown}
        <Pencil aria-hidden className="size-3.5 text-ink-faint opacity-60 group-hover:opacity-100 group-focus-visible:opacity-100" />
      </button>
    )
  }
  return (
    <div onKeyDown={(event) => void onKeyDown(event)} className="inline-grid justify-items-start gap-1 text-start">
      <span className="flex items-center gap-2">
        <input
          autoFocus
          onFocus={(event) => event.target.select()}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          inputMode={inputMode}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="control numbers min-h-9! w-24"
        />
        {more}
        {busy ? <Spinner /> : null}
      </span>
      <span role={error ? 'alert' : undefined} className={error ? 'max-w-60 text-xs text-danger' : 'text-xs text-ink-faint'}>{error ?? t('cellHint')}</span>
    </div>
  )
}
