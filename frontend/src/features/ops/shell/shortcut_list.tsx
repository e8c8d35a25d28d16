'use client'

import { useTranslations } from 'next-intl'

import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Keys } from '@/components/ui/keys'
import type { CommandRegistry } from '@/lib/commands'

interface ShortcutListProps {
  open: boolean
  onClose: () => void
  registry: CommandRegistry
  singleKeys: boolean
  onSingleKeys: (on: boolean) => void
}

/** Which keys do what, here and now; and turning single keys off. */
export function ShortcutList({ open, onClose, registry, singleKeys, onSingleKeys }: ShortcutListProps) {
  const t = useTranslations('ops.commands')
  const groups = registry.groups().map(({ heading, commands }) => ({ heading, commands: commands.filter(({ keys }) => keys) }))
  return (
    <Dialog
      open={open}
      onOpenChange={(wanted) => { if (!wanted) onClose() }}
      title={t('shortcuts')}
      wide
      actions={<Checkbox label={t('singleKeys')} checked={singleKeys} onChange={(event) => onSingleKeys(event.target.checked)} className="mr-auto" />}
    >
      <div className="columns-1 gap-10 sm:columns-2">
        {[{ heading: t('headings.always'), commands: [{ id: 'palette', label: t('open'), keys: t('openKeys') }] }, ...groups].filter(({ commands }) => commands.length > 0).map(({ heading, commands }) => (
          <section key={heading} className="mb-6 break-inside-avoid">
            <h3 className="mb-2 text-sm font-semibold">{heading}</h3>
            <dl className="grid gap-1">
              {commands.map(({ id, label, keys = '' }) => (
                <div key={id} className="flex min-h-8 items-center justify-between gap-4 text-sm">
                  <dt className="text-ink-soft">{label}</dt>
                  <dd><Keys keys={keys} /></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
