'use client'

import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react'

import { classNames } from '@/lib/class_names'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'ref'> & {
  label: ReactNode
  hideLabel?: boolean
  /** Some of what it stands for is chosen, and some is not. */
  indeterminate?: boolean
}

export function Checkbox({ label, hideLabel, indeterminate = false, className, ...input }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => { if (box.current) box.current.indeterminate = indeterminate }, [indeterminate])
  return (
    <label className={classNames('inline-flex min-h-11 items-center gap-2.5 text-sm sm:min-h-9', hideLabel && 'min-w-9 justify-center', className)}>
      <input ref={box} type="checkbox" className="size-[1.15rem] shrink-0 accent-accent" {...input} />
      <span className={hideLabel ? 'sr-only' : undefined}>{label}</span>
    </label>
  )
}
