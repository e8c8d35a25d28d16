'use client'

import { LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import type { Session } from '@/api/base/session'
import { useReadSessionQuery } from '@/api/ops'
import { SignInLink } from '@/components/frame/session_menu'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { EmptyState, ErrorState } from '@/components/ui/states'

/** Lets in whom the desk is for, and tells everybody else what to do. Pages inside may count on a person with a role. */
export function Doorkeeper({ session, children }: { session: Session; children: ReactNode }) {
  const t = useTranslations('ops.shell')
  const frame = useTranslations('frame')
  const { refetch } = useReadSessionQuery()
  const lock = <LockKeyhole aria-hidden />
  switch (session.state) {
    case 'unknown':
      return <Loading><Skeleton className="mb-6 h-9 w-64" /><Skeleton className="h-64 rounded-card" /></Loading>
    case 'signed-out':
      return <EmptyState page icon={lock} title={t('signInTitle')} description={t('signInHint')} action={<SignInLink />} />
    case 'wrong-role':
      return <EmptyState page icon={lock} title={t('wrongRoleTitle')} description={t('wrongRole', { name: session.person.name })} action={<SignInLink>{frame('signInAgain')}</SignInLink>} />
    case 'unreachable':
      return <ErrorState page title={t('unreachable')} error={session.problem} onRetry={refetch} />
    case 'expired': // what was being done stays in sight
      return (
        <>
          <div role="alert" className="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-card bg-warning-soft px-5 py-3 text-sm text-warning">
            {frame('expired')}
            <SignInLink look="secondary">{frame('signInAgain')}</SignInLink>
          </div>
          {children}
        </>
      )
    case 'signed-in':
      return children
  }
}
