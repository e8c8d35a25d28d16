import type { ComponentProps, ReactNode } from 'react'

import { classNames } from '@/lib/class_names'

export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={classNames('rounded-card border border-line bg-surface p-5 sm:p-6', className)} {...rest} />
}

/** A card with a heading, and what can be done with it at the heading's end. */
export function Section({ title, actions, children, className }: { title: string; actions?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={classNames('rounded-card border border-line bg-surface p-5 sm:p-6', className)}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-base font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}
