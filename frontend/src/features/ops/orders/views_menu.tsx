'use client'

import { Bookmark, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon_button'
import { Popover } from '@/components/ui/popover'
import { TextField } from '@/components/ui/text_field'
import { classNames } from '@/lib/class_names'
import { useCommands } from '@/lib/commands'

import { useSavedViews } from './saved_views'

/** Views that come along: what staff look at most. */
const GIVEN = [
  { name: 'toShip', query: 'status=PROCESSING' },
  { name: 'onTheWay', query: 'status=SHIPPED' },
  { name: 'all', query: '' },
] as const

/** Filters with their columns, by name. `query` is the view that is shown. */
export function ViewsMenu({ query, onChoose }: { query: string; onChoose: (query: string) => void }) {
  const t = useTranslations('ops.orders')
  const { views, save, remove } = useSavedViews()
  const [name, setName] = useState('')
  const given = GIVEN.map((view) => ({ name: t(`views.${view.name}`), query: view.query }))
  const all = [...given, ...views]
  const shown = all.find((view) => view.query === query)
  useCommands(t('views.title'), all.map((view, index) => ({
    id: `view-${view.name}`,
    label: t('views.show', { name: view.name }),
    ...(index < 9 ? { keys: String(index + 1) } : {}),
    run: () => onChoose(view.query),
  })))
  return (
    <Popover title={t('views.title')} trigger={<Button icon={<Bookmark aria-hidden className="size-4" />}>{shown?.name ?? t('views.title')}</Button>}>
      <ul className="-mx-2 grid min-w-60">
        {all.map((view, index) => (
          <li key={view.name} className="flex items-center">
            <button
              type="button"
              aria-current={view.query === query ? 'true' : undefined}
              onClick={() => onChoose(view.query)}
              className={classNames('min-h-10 min-w-0 grow truncate rounded-control px-2 text-start text-sm hover:bg-sunken', view.query === query && 'font-semibold text-accent')}
            >
              {view.name}
            </button>
            {index >= given.length ? <IconButton label={t('views.remove', { name: view.name })} icon={<Trash2 />} onClick={() => remove(view.name)} /> : null}
          </li>
        ))}
      </ul>
      <form
        className="mt-3 grid gap-3 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (!name.trim()) return
          save({ name: name.trim(), query })
          setName('')
        }}
      >
        <TextField label={t('views.name')} hint={t('views.hint')} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        <Button type="submit" size="small" disabled={!name.trim() || given.some((view) => view.name === name.trim())}>{t('views.save')}</Button>
      </form>
    </Popover>
  )
}
