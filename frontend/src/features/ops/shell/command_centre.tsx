'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useState } from 'react'

import { Kbd } from '@/components/ui/kbd'
import { useToast } from '@/components/ui/toast'
import { type Command, shortcutHandler, useCommandRegistry, useCommands } from '@/lib/commands'

import type { NavigationEntry } from './navigation_entry'
import { useSingleKeys } from './single_keys'

const loadPalette = () => import('./command_palette')
const CommandPalette = dynamic(async () => (await loadPalette()).CommandPalette, { ssr: false })
const ShortcutList = dynamic(async () => (await import('./shortcut_list')).ShortcutList, { ssr: false })

/** The box in the header that opens the palette, the palette, the list of shortcuts, and the keys themselves. */
export function CommandCentre({ navigation }: { navigation: readonly NavigationEntry[] }) {
  const t = useTranslations('ops.commands')
  const nav = useTranslations('ops.shell.nav')
  const router = useRouter()
  const registry = useCommandRegistry()
  const [shown, setShown] = useState<'palette' | 'shortcuts' | null>(null)
  const [everShown, setEverShown] = useState(false)
  const { singleKeys, setSingleKeys } = useSingleKeys()
  const toast = useToast()
  const openPalette = useCallback(() => { setEverShown(true); setShown('palette') }, [])
  useEffect(() => {
    if (!registry) return
    const onRefused = ({ label, why }: Command) => toast({ title: label, tone: 'info', ...(why ? { description: why } : {}) })
    const handler = shortcutHandler(registry, { openPalette, onRefused, enabled: () => singleKeys })
    window.addEventListener('keydown', handler)
    return () => window.removeEventListener('keydown', handler)
  }, [registry, openPalette, singleKeys, toast])
  const places = useMemo(
    (): Command[] => navigation.map(({ name, href, keys }) => ({
      id: `go-${name}`, label: nav(name), ...(keys ? { keys } : {}), run: () => router.push(href),
    })),
    [navigation, nav, router],
  )
  useCommands(t('headings.desk'), [
    { id: 'shortcuts', label: t('showShortcuts'), keys: '?', run: () => setShown('shortcuts') },
  ])
  useCommands(t('headings.go'), [
    ...places,
    { id: 'go-home', label: t('home'), keys: 'g h', run: () => router.push('/ops') },
  ])
  const close = () => setShown(null)
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onClick={openPalette}
        onPointerEnter={() => void loadPalette()}
        onFocus={() => void loadPalette()}
        className="flex min-h-11 w-full max-w-md items-center gap-2.5 rounded-control border border-line-strong bg-surface px-3 text-sm text-ink-faint hover:border-ink-soft max-sm:w-11 max-sm:justify-center max-sm:border-transparent max-sm:bg-transparent max-sm:px-0"
      >
        <Search aria-hidden className="size-[1.15rem] shrink-0" />
        <span className="grow truncate text-start max-sm:sr-only">{t('open')}</span>
        <span aria-hidden className="max-sm:hidden"><Kbd>{t('openKeys')}</Kbd></span>
      </button>
      {registry && everShown ? <CommandPalette open={shown === 'palette'} onClose={close} registry={registry} /> : null}
      {registry && shown === 'shortcuts' ? <ShortcutList open onClose={close} registry={registry} singleKeys={singleKeys} onSingleKeys={setSingleKeys} /> : null}
    </>
  )
}
