import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

import { classNames } from '@/lib/class_names'

import { Field, type FieldProps, useField } from './field'

export interface Option { value: string; label: string; disabled?: boolean }

/** One of a few. The browser's own select: a phone shows its wheel, and every keyboard knows it. */
export function Select(
  { label, hint, error, hideLabel, options, className, ...select }: FieldProps & ComponentProps<'select'> & { options: readonly Option[] },
) {
  const field = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) }
  const joined = useField(field)
  return (
    <Field {...field} id={joined.id}>
      <div className="relative">
        <select {...joined} {...select} className={classNames('control appearance-none pr-9', className)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>{option.label}</option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-ink-faint" />
      </div>
    </Field>
  )
}
