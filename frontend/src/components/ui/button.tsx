import type { ComponentProps, ReactNode } from 'react'

import { classNames } from '@/lib/class_names'

import { Spinner } from './spinner'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'medium'

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:not-disabled:bg-accent-strong',
  secondary: 'border border-line-strong bg-surface text-ink hover:not-disabled:bg-sunken',
  quiet: 'text-ink hover:not-disabled:bg-sunken',
  danger: 'border border-danger bg-surface text-danger hover:not-disabled:bg-danger-soft',
}
const SIZES: Record<ButtonSize, string> = { small: 'min-h-9 px-3 text-sm', medium: 'min-h-11 px-4 text-sm' }

/** The classes of a button, for a link that looks like one. */
export function buttonClasses(look: ButtonLook = 'secondary', size: ButtonSize = 'medium'): string {
  return classNames(
    'inline-flex items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-colors',
    'disabled:opacity-60',
    LOOKS[look],
    SIZES[size],
  )
}

export interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook
  size?: ButtonSize
  icon?: ReactNode
  /** Work is going on: it turns, says so, and cannot be pressed again. */
  busy?: boolean
}

export function Button({ look, size, icon, busy = false, disabled, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={classNames(buttonClasses(look, size), className)}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}
