'use client'

import type { LucideIcon } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'

import { personOf } from '@/api/base/session'
import { useSession } from '@/api/ops'
import { PageHeader } from '@/components/ui/page_header'

type Place = { name: 'orders' | 'products' | 'low-stock' | 'imports' | 'notices' | 'operations' | 'dead-letters' | 'insights' | 'webhooks'; href: string; icon: LucideIcon }

/** The desk's first page: where one can go. */
export function OpsHome({ places }: { places: readonly Place[] }) {
  const t = useTranslations('ops.home')
  const nav = useTranslations('ops.shell.nav')
  const person = personOf(useSession())
  return (
    <>
      <PageHeader title={t('title', { name: person?.name ?? '' })} description={t('description')} />
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {places.map(({ name, href, icon: Icon }) => (
          <li key={name}>
            <NextLink href={href} className="flex items-center gap-4 rounded-card border border-line bg-surface p-5 font-medium transition-shadow hover:shadow-card">
              <span className="rounded-control bg-accent-soft p-2.5 text-accent"><Icon aria-hidden className="size-5" /></span>
              {nav(name)}
            </NextLink>
          </li>
        ))}
      </ul>
    </>
  )
}
