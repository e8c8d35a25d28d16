import { type ReactNode, useId } from 'react'

import { FieldError } from './field_error'

export interface FieldProps {
  label: string
  /** Said below the label, before anything went wrong. */
  hint?: ReactNode
  error?: string | undefined
  /** The label is for screen readers only: where a picture says it. */
  hideLabel?: boolean
}

/** What joins an input with its label, its hint and its error. For the kit's own inputs. */
export function useField({ hint, error }: FieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined } as const
}

export function Field({ id, label, hint, error, hideLabel, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>{label}</label>
      {hint ? <p id={`${id}-hint`} className="text-sm text-ink-faint">{hint}</p> : null}
      {children}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  )
}
