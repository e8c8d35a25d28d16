'use client'

import { LogIn, LogOut, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useState } from 'react'

import { type Session, signInAddress } from '@/api/base/session'
import { Button, buttonClasses } from '@/components/ui/button'
import { Menu, MenuItem, MenuText } from '@/components/ui/menu'
import { Skeleton } from '@/components/ui/skeleton'
import { useProblemWords } from '@/components/ui/states'
import { useToast } from '@/components/ui/toast'

const KNOWN_ROLES = ['ops_manager', 'ops_agent', 'customer'] as const

/** Where to sign in and come back to this page. */
export function useSignInAddress(): string {
  const path = usePathname()
  const query = useSearchParams().toString()
  return signInAddress(query ? `${path}?${query}` : path)
}

/** A plain link: signing in leaves the app. */
export function SignInLink({ children, look = 'primary' }: { children?: ReactNode; look?: 'primary' | 'secondary' }) {
  const t = useTranslations('frame')
  const address = useSignInAddress()
  return <a href={address} className={buttonClasses(look)}><LogIn aria-hidden className="size-4" />{children ?? t('signIn')}</a>
}

/** Who is signed in, and signing out; or the way to sign in. */
export function SessionMenu({ session, onSignOut, children }: { session: Session; onSignOut: () => Promise<void>; children?: ReactNode }) {
  const t = useTranslations('frame')
  const { signOut, busy } = useSigningOut(onSignOut)
  if (session.state === 'unknown') return <Skeleton className="h-11 w-24" />
  if (session.state === 'signed-out' || session.state === 'unreachable') return <SignInLink look="secondary" />
  if (session.state === 'expired') return <SignInLink>{t('signInAgain')}</SignInLink>
  const { name, roles } = session.person
  const role = KNOWN_ROLES.find((known) => roles.includes(known))
  return (
    <Menu trigger={<Button look="quiet" aria-label={t('account', { name })} icon={<UserRound aria-hidden className="size-5" />} className="max-w-48 px-3"><span className="hidden truncate lg:inline">{name}</span></Button>}>
      <MenuText>
        <span className="block text-ink-faint">{t('signedInAs')}</span>
        <span className="block font-medium">{name}</span>
        {role ? <span className="block text-ink-faint">{t(`roles.${role}`)}</span> : null}
      </MenuText>
      {children}
      <MenuItem icon={<LogOut aria-hidden />} onSelect={signOut}>{busy ? t('signingOut') : t('signOut')}</MenuItem>
    </Menu>
  )
}

function useSigningOut(onSignOut: () => Promise<void>) {
  const t = useTranslations('frame')
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const wordsFor = useProblemWords()
  const signOut = () => {
    setBusy(true)
    onSignOut().catch((problem: unknown) => {
      setBusy(false)
      toast({ title: t('signOutFailed'), description: wordsFor(problem).text, tone: 'danger' })
    })
  }
  return { signOut, busy }
}
