'use client'

import { Check, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useEffect, useState } from 'react'

import { SearchField } from '@/components/ui/search_field'
import { TextField } from '@/components/ui/text_field'
import { classNames } from '@/lib/class_names'

import { STATUSES } from './order'
import type { QueueFilter } from './queue_address'

/** So long after the last key what was typed is searched for. */
const TYPING_ENDS_MILLISECONDS = 350

interface QueueFiltersProps {
  filter: QueueFilter
  onFilter: (part: Partial<QueueFilter>, how?: 'push' | 'replace') => void
  searchBox: RefObject<HTMLInputElement | null>
}

export function QueueFilters({ filter, onFilter, searchBox }: QueueFiltersProps) {
  const t = useTranslations('ops.orders')
  const { statuses, customer } = filter
  return (
    <div role="search" aria-label={t('filters')} className="mb-5 grid gap-4">
      <div className="grid items-end gap-3 sm:grid-cols-[minmax(14rem,1fr)_auto]">
        <SearchBox search={filter.search} onSearch={(search) => onFilter({ search }, 'replace')} box={searchBox} />
        <div className="grid grid-cols-2 gap-3 sm:flex">
          <TextField type="date" label={t('from')} value={filter.from} max={filter.to || undefined} onChange={(event) => onFilter({ from: event.target.value }, 'replace')} />
          <TextField type="date" label={t('to')} value={filter.to} min={filter.from || undefined} onChange={(event) => onFilter({ to: event.target.value }, 'replace')} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2" role="group" aria-label={t('columns.status')}>
        {STATUSES.map((status) => {
          const on = statuses.includes(status)
          return (
            <button
              key={status}
              type="button"
              aria-pressed={on}
              onClick={() => onFilter({ statuses: on ? statuses.filter((one) => one !== status) : STATUSES.filter((one) => one === status || statuses.includes(one)) })}
              className={classNames(
                'inline-flex min-h-11 items-center gap-1.5 rounded-full border px-4 text-sm font-medium sm:min-h-9',
                on ? 'border-accent bg-accent-soft text-accent-strong' : 'border-line-strong bg-surface text-ink-soft hover:text-ink',
              )}
            >
              {on ? <Check aria-hidden className="size-4" /> : null}
              {t(`status.${status}`)}
            </button>
          )
        })}
        {customer ? (
          <button
            type="button"
            onClick={() => onFilter({ customer: '' })}
            className="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-accent bg-accent-soft px-4 text-sm font-medium text-accent-strong sm:min-h-9"
          >
            {t('ofCustomer', { customer })}
            <X aria-hidden className="size-4" />
            <span className="sr-only">{t('remove')}</span>
          </button>
        ) : null}
      </div>
    </div>
  )
}

function SearchBox({ search, onSearch, box }: { search: string; onSearch: (search: string) => void; box: RefObject<HTMLInputElement | null> }) {
  const t = useTranslations('ops.orders')
  const [typed, setTyped] = useState(search)
  const [known, setKnown] = useState(search)
  if (search !== known) {
    setKnown(search)
    setTyped(search)
  }
  useEffect(() => {
    if (typed === search) return
    const timer = setTimeout(() => onSearch(typed), TYPING_ENDS_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [typed, search, onSearch])
  return (
    <SearchField
      ref={box}
      label={t('search')}
      maxLength={128}
      value={typed}
      onValueChange={setTyped}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSearch(typed)
        if (event.key !== 'Escape') return
        event.preventDefault()
        if (typed) setTyped('')
        else event.currentTarget.blur()
      }}
    />
  )
}
