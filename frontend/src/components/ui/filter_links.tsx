import NextLink from 'next/link'

import { classNames } from '@/lib/class_names'

/** One choice among a few that narrows a list. Each is a link: the choice is the address. */
export function FilterLinks({ label, options }: { label: string; options: readonly { label: string; href: string; current: boolean }[] }) {
  return (
    <nav aria-label={label} className="inline-flex flex-wrap gap-1 rounded-control bg-sunken p-1">
      {options.map((option) => (
        <NextLink
          key={option.href}
          href={option.href}
          aria-current={option.current ? 'true' : undefined}
          className={classNames(
            'flex min-h-9 items-center rounded-[0.375rem] px-3 text-sm font-medium transition-colors',
            option.current ? 'bg-surface text-ink shadow-card' : 'text-ink-soft hover:text-ink',
          )}
        >
          {option.label}
        </NextLink>
      ))}
    </nav>
  )
}
