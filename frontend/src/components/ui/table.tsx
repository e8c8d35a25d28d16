import type { ComponentProps, ReactNode } from 'react'

import { classNames } from '@/lib/class_names'

/**
 * A real table with a sticky head; below 640 px each row is a card, where a cell says its column's name (`label`).
 * `caption` names it for screen readers.
 */
export function Table({ caption, children, className, ...rest }: ComponentProps<'table'> & { caption: string }) {
  return (
    <div className="table-cards sm:overflow-x-auto sm:rounded-card sm:border sm:border-line sm:bg-surface">
      <table className={classNames('w-full border-collapse text-sm', className)} {...rest}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  )
}

export function TableHead({ children }: { children: ReactNode }) {
  return <thead className="sticky top-0 z-10 bg-surface"><tr>{children}</tr></thead>
}

/** `sorted` makes it a column that is sorted by; put a button in it to sort. */
export function HeadCell({ sorted, numeric, className, children, ...rest }: ComponentProps<'th'> & { sorted?: 'ascending' | 'descending' | undefined; numeric?: boolean }) {
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={classNames('border-b border-line px-4 py-3 text-xs font-semibold text-ink-soft', numeric ? 'text-end' : 'text-start', className)}
      {...rest}
    >
      {children}
    </th>
  )
}

export function Row({ selected = false, className, ...rest }: ComponentProps<'tr'> & { selected?: boolean }) {
  return <tr aria-selected={selected || undefined} className={classNames('border-b border-line last:border-b-0', selected ? 'bg-accent-soft' : 'sm:hover:bg-sunken', className)} {...rest} />
}

/** `label`: the column's name, shown in front of the cell where a row is a card. */
export function Cell({ label, numeric, className, ...rest }: ComponentProps<'td'> & { label?: string; numeric?: boolean }) {
  return <td data-label={label} className={classNames('px-4 py-3 align-middle', numeric && 'numbers sm:text-end', className)} {...rest} />
}
