'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'

import { personOf } from '@/api/base/session'
import { useSession } from '@/api/ops'

import type { OrderDetails } from './order'

type Entry = OrderDetails['timeline'][number]
type Texts = ReturnType<typeof useTranslations<'ops.orders'>>

/** What happened, in words; by its name where it is of a kind that this page does not know. */
export function entryText(t: Texts, { type }: Pick<Entry, 'type'>): string {
  const known = `happened.${type.replace('.', '-')}` as Parameters<Texts>[0]
  return t.has(known) ? t(known) : type
}

/** Who did it: `ops:sam` is the person's own name where it is they, `customer:ada` the customer. */
export function useActor(): (actor: string) => string {
  const t = useTranslations('ops.orders')
  const person = personOf(useSession())
  return useCallback(
    (actor) => {
      const [kind = '', ...rest] = actor.split(':')
      const name = rest.join(':')
      if (kind === 'customer') return t('actors.customer', { name })
      if (kind === 'ops') return name === person?.subject ? t('actors.you', { name: person.name }) : t('actors.ops', { name })
      return actor
    },
    [t, person],
  )
}

/** What somebody gave as the reason; undefined where nobody did. */
export function reasonOf({ data }: Pick<Entry, 'data'>): string | undefined {
  return typeof data.reason === 'string' && data.reason ? data.reason : undefined
}
