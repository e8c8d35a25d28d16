'use client'

import { useTranslations } from 'next-intl'

import { personOf } from '@/api/base/session'
import { useIsManager, useSession } from '@/api/ops'
import { PageHeader } from '@/components/ui/page_header'

import { DeadLettersWaiting, LowStock, NoticesUnread, OperationsGoingOn, OrdersWaiting } from './attention'
import { Today } from './today'

/** The desk's first page: what needs somebody now, and how the day goes. */
export function OpsHome() {
  const t = useTranslations('ops.home')
  const person = personOf(useSession())
  const isManager = useIsManager()
  return (
    <>
      <PageHeader title={t('title', { name: person?.name ?? '' })} description={t('description')} />
      <div className="grid gap-6">
        <ul aria-label={t('attention')} className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-3 xl:grid-cols-5">
          <li><OrdersWaiting /></li>
          <li><LowStock /></li>
          <li><NoticesUnread /></li>
          <li><OperationsGoingOn /></li>
          {isManager ? <li><DeadLettersWaiting /></li> : null}
        </ul>
        <Today />
      </div>
    </>
  )
}
