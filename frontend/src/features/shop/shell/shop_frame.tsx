'use client'

import { PackageSearch } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { personOf } from '@/api/base/session'
import { useSession, useSignOut } from '@/api/shop'
import { PreferencesMenu } from '@/components/frame/preferences_menu'
import { SessionMenu, SignInLink } from '@/components/frame/session_menu'
import { SkipLink } from '@/components/frame/skip_link'
import { Wordmark } from '@/components/frame/wordmark'
import { LiveProvider } from '@/lib/live'

interface ShopFrameProps {
  /** The box to search with. */
  search?: ReactNode
  /** What opens the basket and says how much is in it. */
  basket?: ReactNode
  children: ReactNode
}

/** The shop around each of its pages. */
export function ShopFrame({ search, basket, children }: ShopFrameProps) {
  const t = useTranslations('shop.shell')
  const session = useSession()
  const signOut = useSignOut()
  const person = personOf(session)
  const who = session.state === 'unknown' ? null : `shop:${person?.subject ?? ''}`
  return (
    <LiveProvider who={who}>
      <SkipLink />
      <div className="flex min-h-dvh flex-col">
        <header className="sticky top-0 z-30 border-b border-line bg-canvas">
          <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-2 gap-y-2 px-4 py-2.5 sm:px-6 lg:gap-x-4">
            <NextLink href="/" className="rounded-sm"><Wordmark><span className="sr-only sm:not-sr-only">{t('title')}</span></Wordmark></NextLink>
            <div className="order-last w-full grow sm:order-none sm:mx-2 sm:w-auto sm:max-w-xl empty:hidden sm:empty:block">{search}</div>
            <nav aria-label={t('navigation')} className="ml-auto flex items-center gap-1">
              <NextLink href="/orders" className="inline-flex min-h-11 items-center gap-2 rounded-control px-3 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink">
                <PackageSearch aria-hidden className="size-5" />
                <span className="sr-only md:not-sr-only">{t('orders')}</span>
              </NextLink>
              {basket}
              <PreferencesMenu />
              <SessionMenu session={session} onSignOut={signOut} />
            </nav>
          </div>
        </header>
        <SessionNotice />
        <main id="content" tabIndex={-1} className="mx-auto w-full max-w-7xl grow px-4 py-8 outline-none sm:px-6 sm:py-10">{children}</main>
        <footer className="border-t border-line">
          <p className="mx-auto max-w-7xl px-4 py-8 text-sm text-ink-faint sm:px-6">{t('footer')}</p>
        </footer>
      </div>
    </LiveProvider>
  )
}

/** The session has ended under the page, or is not a customer's. */
function SessionNotice() {
  const t = useTranslations('shop.shell')
  const frame = useTranslations('frame')
  const session = useSession()
  if (session.state !== 'expired' && session.state !== 'wrong-role') return null
  return (
    <div role="status" className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 bg-warning-soft px-4 py-3 text-sm text-warning">
      {session.state === 'expired' ? frame('expired') : t('wrongRole', { name: session.person.name })}
      <SignInLink look="secondary">{frame('signInAgain')}</SignInLink>
    </div>
  )
}
