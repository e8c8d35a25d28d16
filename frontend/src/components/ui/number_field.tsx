'use client'

import { Minus, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Field, type FieldProps, useField } from './field'
import { IconButton } from './icon_button'

interface NumberFieldProps extends FieldProps {
  value: number
  /** Called with whole numbers between `min` and `max` only. */
  onValueChange: (value: number) => void
  min?: number
  max?: number
  disabled?: boolean
}

/** A whole number with − and +. While somebody types, anything may stand there; it counts once it is a number. */
export function NumberField(props: NumberFieldProps) {
  const { label, hint, error, hideLabel, value, onValueChange, min = 0, max = Number.MAX_SAFE_INTEGER, disabled } = props
  const field = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) }
  const joined = useField(field)
  const t = useTranslations('ui.numberField')
  const [typed, setTyped] = useState<string | null>(null)
  const set = (next: number) => {
    const within = Math.min(max, Math.max(min, next))
    if (within !== value) onValueChange(within)
  }
  return (
    <Field {...field} id={joined.id}>
      <div className="inline-flex w-fit items-center rounded-control border border-line-strong bg-surface">
        <IconButton label={t('less', { what: label })} icon={<Minus />} disabled={disabled || value <= min} onClick={() => set(value - 1)} />
        <input
          {...joined}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          disabled={disabled}
          value={typed ?? value}
          onChange={(event) => {
            setTyped(event.target.value)
            if (/^-?\d{1,15}$/.test(event.target.value)) set(Number(event.target.value))
          }}
          onBlur={() => setTyped(null)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            setTyped(null)
            set(value + (event.key === 'ArrowUp' ? 1 : -1))
          }}
          className="numbers h-11 w-14 bg-transparent text-center text-base sm:text-sm"
        />
        <IconButton label={t('more', { what: label })} icon={<Plus />} disabled={disabled || value >= max} onClick={() => set(value + 1)} />
      </div>
    </Field>
  )
}
