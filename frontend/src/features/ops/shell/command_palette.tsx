'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'

import { Keys } from '@/components/ui/keys'
import { classNames } from '@/lib/class_names'
import type { Command, CommandGroup, CommandRegistry } from '@/lib/commands'

import { foundIn } from './found_in'

/** Everything that can be done, found by typing. Closing it gives the focus back; then the chosen command runs. */
export function CommandPalette({ open, onClose, registry }: { open: boolean; onClose: () => void; registry: CommandRegistry }) {
  const t = useTranslations('ops.commands')
  const chosen = useRef<(() => void) | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const choose = (command: Command, query: string) => {
    chosen.current = () => command.run(query)
    onClose()
  }
  return (
    <Base.Root
      open={open}
      onOpenChange={(wanted) => { if (!wanted) onClose() }}
      onOpenChangeComplete={(nowOpen) => {
        if (nowOpen) return
        chosen.current?.()
        chosen.current = null
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[rgb(20_18_15/0.5)] transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup initialFocus={input} className="popup fixed inset-x-3 top-[10dvh] z-50 mx-auto flex max-h-[75dvh] max-w-xl flex-col overflow-hidden outline-none">
          <Base.Title className="sr-only">{t('title')}</Base.Title>
          <Choices groups={registry.groups()} input={input} onChoose={choose} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Choices({ groups, input, onChoose }: { groups: CommandGroup[]; input: React.RefObject<HTMLInputElement | null>; onChoose: (command: Command, query: string) => void }) {
  const t = useTranslations('ops.commands')
  const id = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const found = foundIn(groups, query)
  const flat = found.flatMap(({ commands }) => commands)
  const active = Math.min(at, flat.length - 1)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => { list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }) }, [active, query])
  const choose = (command: Command | undefined) => { if (command && !command.why) onChoose(command, query.trim()) }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1 + flat.length, Home: 0, End: flat.length - 1 }
    const next = steps[event.key]
    if (next !== undefined && flat.length > 0) {
      event.preventDefault()
      setAt(next % flat.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(flat[active])
    }
  }
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-5 shrink-0 text-ink-faint" />
        <input
          ref={input}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={flat[active] ? `${id}-${active}` : undefined}
          aria-label={t('open')}
          placeholder={t('open')}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => { setQuery(event.target.value); setAt(0) }}
          onKeyDown={onKeyDown}
          className="min-h-14 min-w-0 grow bg-transparent text-base outline-none placeholder:text-ink-faint"
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('title')} className="min-h-0 overflow-y-auto p-2">
        {found.map(({ heading, commands }, place) => (
          <div key={heading} role="group" aria-labelledby={`${id}-heading-${place}`}>
            <div id={`${id}-heading-${place}`} className="px-3 pt-3 pb-1.5 text-xs font-medium text-ink-faint">{heading}</div>
            {commands.map((command) => {
              const index = flat.indexOf(command)
              return (
                <div
                  key={command.id}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  aria-disabled={command.why ? true : undefined}
                  onPointerMove={() => setAt(index)}
                  onClick={() => choose(command)}
                  className={classNames(
                    'flex min-h-11 items-center gap-3 rounded-control px-3 py-1.5 text-sm',
                    index === active && 'bg-accent-soft',
                    command.why ? 'cursor-not-allowed text-ink-soft' : 'cursor-pointer',
                  )}
                >
                  <span className="min-w-0 grow">
                    {command.takesQuery ? t('withQuery', { label: command.label, query: query.trim() }) : command.label}
                    {command.why ? <span className="block text-xs text-ink-soft">{command.why}</span> : null}
                  </span>
                  {command.keys ? <Keys keys={command.keys} /> : null}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <p role="status" className={flat.length > 0 ? 'sr-only' : 'px-5 pb-5 text-sm text-ink-soft'}>
        {flat.length > 0 ? t('found', { count: flat.length }) : t('nothing')}
      </p>
    </>
  )
}
