'use client'

import type { ProductFilter } from '@/api/shop'
import { useAddress } from '@/lib/use_address'

/** So many products are read at once. */
export const PAGE_SIZE = 24
export const SORTS = ['name', '-name', 'price', '-price', 'newest'] as const
export type Sort = (typeof SORTS)[number]

export interface Filters {
  search: string
  category: string
  sort: Sort
  inStock: boolean
}

/** What is looked for, as the address says it: `?search=mug&category=drinkware&sort=-price&in_stock=1`. */
export function useFilters() {
  const address = useAddress()
  const sort = address.get('sort') as Sort
  const filters: Filters = {
    search: address.get('search')?.slice(0, 100) ?? '',
    category: address.get('category') ?? '',
    sort: SORTS.includes(sort) ? sort : 'name',
    inStock: address.get('in_stock') === '1',
  }
  return {
    filters,
    narrowed: Boolean(filters.search || filters.category || filters.inStock),
    /** Another choice begins at the list's beginning. */
    choose: (changes: Partial<Filters>, options?: { replace?: boolean }) =>
      address.go({ ...asAddress(changes), pages: null }, options),
    chosen: (changes: Partial<Filters>) => address.with({ ...asAddress(changes), pages: null }),
    clear: () => address.go({ search: null, category: null, in_stock: null, pages: null }),
  }
}

function asAddress(changes: Partial<Filters>): Record<string, string | null> {
  return {
    ...(changes.search === undefined ? {} : { search: changes.search || null }),
    ...(changes.category === undefined ? {} : { category: changes.category || null }),
    ...(changes.sort === undefined ? {} : { sort: changes.sort === 'name' ? null : changes.sort }),
    ...(changes.inStock === undefined ? {} : { in_stock: changes.inStock ? '1' : null }),
  }
}

/** The same as the API asks for it. */
export function askedFor({ search, category, sort, inStock }: Filters): ProductFilter {
  return {
    limit: PAGE_SIZE,
    sort,
    ...(search.trim() ? { search: search.trim() } : {}),
    ...(category ? { category } : {}),
    ...(inStock ? { inStock: true } : {}),
  }
}
