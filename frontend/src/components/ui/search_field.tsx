'use client'

import { Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'

import { classNames } from '@/lib/class_names'

import { IconButton } from './icon_button'

type SearchFieldProps = Omit<ComponentProps<'input'>, 'onChange' | 'value'> & {
  label: string
  value: string
  onValueChange: (value: string) => void
}

/** A box to search with; Esc and the cross empty it. */
export function SearchField({ label, value, onValueChange, className, ...input }: SearchFieldProps) {
  const t = useTranslations('ui.search')
  return (
    <div className={classNames('relative', className)}>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Escape' && value) { event.preventDefault(); onValueChange('') } }}
        {...input}
        className="control rounded-full pr-11 pl-9 [&::-webkit-search-cancel-button]:hidden"
      />
      {value ? <IconButton label={t('clear')} icon={<X />} className="absolute top-0 right-0 rounded-full" onClick={() => onValueChange('')} /> : null}
    </div>
  )
}
