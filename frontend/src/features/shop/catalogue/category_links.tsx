'use client'

import NextLink from 'next/link'
import { useTranslations } from 'next-intl'

import { useListCategoriesQuery } from '@/api/shop'
import { Skeleton } from '@/components/ui/skeleton'
import { classNames } from '@/lib/class_names'
import { useFormat } from '@/lib/format'

import { useCategoryName } from './category_name'

/** The shop's departments, each with how much there is; nothing where they cannot be read: the list is worth more. */
export function CategoryLinks({ current, hrefOf }: { current: string; hrefOf: (category: string) => string }) {
  const t = useTranslations('shop.catalogue')
  const nameOf = useCategoryName()
  const format = useFormat()
  const { data, isLoading } = useListCategoriesQuery()
  if (isLoading) return <div className="mb-5 flex gap-2 overflow-hidden">{[20, 28, 24, 32, 24, 28].map((width, index) => <Skeleton key={index} className={classNames('h-10 shrink-0 rounded-full', width > 26 ? 'w-32' : 'w-24')} />)}</div>
  if (!data || data.items.length === 0) return null
  const all = data.items.reduce((sum, { products }) => sum + products, 0)
  const entries = [{ category: '', products: all }, ...data.items]
  return (
    <nav aria-label={t('departments')} className="relative -mx-4 mb-5 sm:mx-0">
      <ul className="flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:flex-wrap sm:overflow-visible sm:px-0">
        {entries.map(({ category, products }) => (
          <li key={category}>
            <NextLink
              href={hrefOf(category)}
              prefetch={false}
              scroll={false}
              aria-current={category === current ? 'true' : undefined}
              className={classNames(
                'flex min-h-11 items-center gap-2 rounded-full border px-4 text-sm font-medium whitespace-nowrap transition-colors sm:min-h-10',
                category === current ? 'border-accent bg-accent text-on-accent' : 'border-line bg-surface text-ink-soft hover:border-line-strong hover:text-ink',
              )}
            >
                {category ? nameOf(category) : t('everything')}{' '}
              <span className={classNames('numbers text-xs', category === current ? 'text-on-accent' : 'text-ink-faint')}>{format.number(products)}</span>
            </NextLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
