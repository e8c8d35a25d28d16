'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'

import type { ListProductsApiArg, ProductView } from '@/api/ops'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time_ago'
import { useFormat } from '@/lib/format'

import { PriceCell } from './price_cell'
import { isLow } from './product'
import { StockCell } from './stock_cell'

export type Sort = NonNullable<ListProductsApiArg['sort']>
export const SORTS: readonly Sort[] = ['name', '-name', 'price', '-price', 'available', '-available', 'updated', '-updated']
export const COLUMNS = ['category', 'price', 'available', 'reserved', 'threshold', 'status', 'updated'] as const
export type Column = (typeof COLUMNS)[number]

interface ProductTableProps {
  caption: string
  products: readonly ProductView[]
  columns: readonly Column[]
  sort?: Sort
  /** The address with another sort; columns are no links where it is missing. */
  sortHref?: (sort: Sort) => string
  onChanged: (product: ProductView) => void
  onEditing: (productId: string, editing: boolean) => void
}

/** Products with what staff change at a glance, edited in their cells. */
export function ProductTable({ caption, products, columns, sort = 'name', sortHref, onChanged, onEditing }: ProductTableProps) {
  const t = useTranslations('ops.products')
  const format = useFormat()
  const has = (column: Column) => columns.includes(column)
  const sorting = (by: 'name' | 'price' | 'available' | 'updated', label: string, numeric = false) => {
    const direction = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : undefined
    const next: Sort = sort === by ? `-${by}` : by
    return (
      <HeadCell sorted={sortHref ? direction : undefined} numeric={numeric}>
        {sortHref ? (
          <NextLink href={sortHref(next)} className="inline-flex items-center gap-1 rounded-sm hover:text-ink">
            {label}
            {direction === 'ascending' ? <ArrowUp aria-hidden className="size-3.5" /> : null}
            {direction === 'descending' ? <ArrowDown aria-hidden className="size-3.5" /> : null}
          </NextLink>
        ) : label}
      </HeadCell>
    )
  }
  return (
    <Table caption={caption}>
      <TableHead>
        {sorting('name', t('fields.name'))}
        {has('category') ? <HeadCell>{t('fields.category')}</HeadCell> : null}
        {has('price') ? sorting('price', t('fields.price'), true) : null}
        {has('available') ? sorting('available', t('fields.available'), true) : null}
        {has('reserved') ? <HeadCell numeric>{t('fields.reserved')}</HeadCell> : null}
        {has('threshold') ? <HeadCell numeric>{t('fields.low_stock_threshold')}</HeadCell> : null}
        {has('status') ? <HeadCell>{t('fields.status')}</HeadCell> : null}
        {has('updated') ? sorting('updated', t('fields.updated')) : null}
      </TableHead>
      <tbody>
        {products.map((product) => {
          const editing = (on: boolean) => onEditing(product.product_id, on)
          return (
            <Row key={product.product_id}>
              <Cell label={t('fields.name')}>
                <span>
                  <Link href={`/ops/products/${product.product_id}`}>{product.name}</Link>
                  <span className="block text-xs text-ink-faint">{product.sku}</span>
                </span>
              </Cell>
              {has('category') ? <Cell label={t('fields.category')}>{product.category}</Cell> : null}
              {has('price') ? <Cell label={t('fields.price')} numeric><PriceCell product={product} onChanged={onChanged} onEditing={editing} /></Cell> : null}
              {has('available') ? (
                <Cell label={t('fields.available')} numeric>
                  <span className="inline-flex flex-wrap items-center justify-end gap-2">
                    {isLow(product) ? <Badge tone="warning">{t('low')}</Badge> : null}
                    <StockCell product={product} onChanged={onChanged} onEditing={editing} />
                  </span>
                </Cell>
              ) : null}
              {has('reserved') ? <Cell label={t('fields.reserved')} numeric>{format.number(product.stock.reserved)}</Cell> : null}
              {has('threshold') ? <Cell label={t('fields.low_stock_threshold')} numeric>{product.low_stock_threshold === null ? t('nothing') : format.number(product.low_stock_threshold)}</Cell> : null}
              {has('status') ? <Cell label={t('fields.status')}><Badge tone={product.status === 'ACTIVE' ? 'positive' : 'neutral'}>{t(`states.${product.status}`)}</Badge></Cell> : null}
              {has('updated') ? <Cell label={t('fields.updated')}><TimeAgo at={product.updated_at} /></Cell> : null}
            </Row>
          )
        })}
      </tbody>
    </Table>
  )
}
