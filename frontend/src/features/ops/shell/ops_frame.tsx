'use client'

import { Menu as MenuIcon } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'
import { usePathname } from 'next/navigation'
import { type ReactNode, useState } from 'react'

import { personOf } from '@/api/base/session'
import { useSession, useSignOut } from '@/api/ops'
import { PreferencesMenu } from '@/components/frame/preferences_menu'
import { SessionMenu } from '@/components/frame/session_menu'
import { SkipLink } from '@/components/frame/skip_link'
import { Wordmark } from '@/components/frame/wordmark'
import { LiveBadge } from '@/components/ui/live_badge'
import { Sheet } from '@/components/ui/sheet'
import { classNames } from '@/lib/class_names'
import { CommandProvider } from '@/lib/commands'
import { LiveProvider, useLiveState } from '@/lib/live'

import { Doorkeeper } from './doorkeeper'
import type { NavigationEntry } from './navigation_entry'

interface OpsFrameProps {
  navigation: readonly NavigationEntry[]
  /** In the header: the command palette's box. */
  command?: ReactNode
  /** In the header, before the session: the bell. */
  notices?: ReactNode
  children: ReactNode
}

/** The operations desk around each of its pages: a bar at the side, on a phone at the foot. */
export function OpsFrame({ navigation, command, notices, children }: OpsFrameProps) {
  const t = useTranslations('ops.shell')
  const session = useSession()
  const signOut = useSignOut()
  const person = personOf(session)
  return (
    <LiveProvider who={person ? `ops:${person.subject}` : null}>
      <CommandProvider>
        <SkipLink />
        <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_1fr]">
          <aside className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-r border-line bg-surface px-3 py-3 lg:flex">
            <NextLink href="/ops" className="rounded-sm px-2"><Wordmark>{t('title')}</Wordmark></NextLink>
            <nav aria-label={t('navigation')} className="grid gap-0.5">
              {navigation.map((entry) => <SideLink key={entry.name} entry={entry} />)}
            </nav>
          </aside>
          <div className="flex min-h-dvh min-w-0 flex-col">
            <header className="sticky top-0 z-30 flex items-center gap-2 border-b border-line bg-canvas px-4 py-2 sm:px-6">
              <NextLink href="/ops" className="rounded-sm lg:hidden"><Wordmark>{t('title')}</Wordmark></NextLink>
              <div className="min-w-0 grow">{command}</div>
              {person ? <span className="max-sm:hidden"><Live /></span> : null}
              {notices}
              <PreferencesMenu />
              <SessionMenu session={session} onSignOut={signOut} />
            </header>
            <main id="content" tabIndex={-1} className="w-full max-w-screen-2xl grow px-4 pt-6 pb-24 outline-none sm:px-6 lg:px-8 lg:pb-12">
              <Doorkeeper session={session}>{children}</Doorkeeper>
            </main>
          </div>
          <PhoneBar navigation={navigation} />
        </div>
      </CommandProvider>
    </LiveProvider>
  )
}

function Live() {
  return <LiveBadge state={useLiveState()} />
}

function useIsHere(href: string): boolean {
  const path = usePathname()
  return path === href || path.startsWith(`${href}/`)
}

function SideLink({ entry, onFollow }: { entry: NavigationEntry; onFollow?: () => void }) {
  const { name, href, icon: Icon, Count } = entry
  const t = useTranslations('ops.shell.nav')
  const here = useIsHere(href)
  return (
    <NextLink
      href={href}
      onClick={onFollow}
      aria-current={here ? 'page' : undefined}
      className={classNames(
        'flex min-h-10 items-center gap-3 rounded-control px-3 text-sm font-medium transition-colors',
        here ? 'bg-accent-soft text-accent-strong' : 'text-ink-soft hover:bg-sunken hover:text-ink',
      )}
    >
      <Icon aria-hidden className="size-[1.15rem] shrink-0" />
      <span className="grow">{t(name)}</span>
      {Count ? <Count /> : null}
    </NextLink>
  )
}

function PhoneBar({ navigation }: { navigation: readonly NavigationEntry[] }) {
  const t = useTranslations('ops.shell')
  const [open, setOpen] = useState(false)
  return (
    <>
      <nav aria-label={t('navigation')} className="fixed inset-x-0 bottom-0 z-30 grid grid-flow-col auto-cols-fr border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden">
        {navigation.filter((entry) => entry.onPhone).map((entry) => <FootLink key={entry.name} entry={entry} />)}
        <button type="button" onClick={() => setOpen(true)} className="flex min-h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem] leading-tight font-medium text-ink-soft">
          <MenuIcon aria-hidden className="size-5" />
          {t('more')}
        </button>
      </nav>
      <Sheet open={open} onOpenChange={setOpen} side="left" title={t('menu')}>
        <nav aria-label={t('menu')} className="-m-2 grid gap-1">
          {navigation.map((entry) => <SideLink key={entry.name} entry={entry} onFollow={() => setOpen(false)} />)}
        </nav>
      </Sheet>
    </>
  )
}

function FootLink({ entry: { name, href, icon: Icon } }: { entry: NavigationEntry }) {
  const t = useTranslations('ops.shell.nav')
  const here = useIsHere(href)
  return (
    <NextLink
      href={href}
      aria-current={here ? 'page' : undefined}
      className={classNames('flex min-h-14 min-w-0 flex-col items-center justify-center gap-0.5 px-0.5 text-[0.6875rem] leading-tight font-medium', here ? 'text-accent' : 'text-ink-soft')}
    >
      <Icon aria-hidden className="size-5" />
      <span className="line-clamp-2 max-w-full text-center">{t(name)}</span>
    </NextLink>
  )
}
