import type { ComponentProps, ReactNode } from 'react'

import { classNames } from '@/lib/class_names'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** What it does, in words: its accessible name, shown on hover too. */
  label: string
  icon: ReactNode
}

/** A button that is only a picture, 44 px wide. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classNames(
        'inline-flex size-11 shrink-0 items-center justify-center rounded-control text-ink-soft transition-colors',
        'hover:not-disabled:bg-sunken hover:not-disabled:text-ink disabled:opacity-50 [&_svg]:size-5',
        className,
      )}
      {...rest}
    >
      {icon}
    </button>
  )
}
