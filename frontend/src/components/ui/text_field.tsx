import type { ComponentProps } from 'react'

import { classNames } from '@/lib/class_names'

import { Field, type FieldProps, useField } from './field'

type TextFieldProps = FieldProps & ComponentProps<'input'>

/** One line of text. Takes what an input takes, `ref` and react-hook-form's `register` too. */
export function TextField({ label, hint, error, hideLabel, className, ...input }: TextFieldProps) {
  const field = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) }
  const joined = useField(field)
  return (
    <Field {...field} id={joined.id}>
      <input type="text" {...joined} {...input} className={classNames('control', className)} />
    </Field>
  )
}

/** Some lines of text. */
export function TextArea({ label, hint, error, hideLabel, className, ...input }: FieldProps & ComponentProps<'textarea'>) {
  const field = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) }
  const joined = useField(field)
  return (
    <Field {...field} id={joined.id}>
      <textarea rows={3} {...joined} {...input} className={classNames('control py-2', className)} />
    </Field>
  )
}
