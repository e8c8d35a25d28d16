'use client'

import { useTranslations } from 'next-intl'

/** A category in the person's language where we have a word for it, else as the shop calls it. */
export function useCategoryName(): (category: string) => string {
  const t = useTranslations('shop.catalogue.categories')
  return (category) => {
    const known = category as Parameters<typeof t.has>[0] // any other is asked for by `has`, and is not there
    return t.has(known) ? t(known) : category.charAt(0).toUpperCase() + category.slice(1)
  }
}
