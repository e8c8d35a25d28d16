import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { classNames } from '@/lib/class_names'

/** Where something will stand. Give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classNames('block animate-pulse rounded-control bg-line', className)} />
}

/** Says once, to those who do not see skeletons, that something is coming. */
export function Loading({ children }: { children: ReactNode }) {
  const t = useTranslations('ui.states')
  return <div aria-busy="true"><span role="status" className="sr-only">{t('loading')}</span>{children}</div>
}
