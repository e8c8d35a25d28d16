import type { ProductView } from '@/api/ops'
import type { LiveEvent } from '@/lib/live'

/** The `If-Match` of an edit that was begun from this version: sales since do not stand against it. */
export function versionTag({ version }: Pick<ProductView, 'version'>): string {
  return `"${version}"`
}

export function isLow({ status, stock, low_stock_threshold: threshold }: ProductView): boolean {
  return status === 'ACTIVE' && threshold !== null && stock.available <= threshold
}

/** The product as an event tells of it; undefined for any other event. */
export function productIn(event: LiveEvent): ProductView | undefined {
  const product = event.product as ProductView | undefined
  return event.type.startsWith('product.') && typeof product?.product_id === 'string' && typeof product.revision === 'number' ? product : undefined
}

/** Products by id, with one put in unless what is there is newer. */
export function withNewer(known: ReadonlyMap<string, ProductView>, product: ProductView): ReadonlyMap<string, ProductView> {
  const before = known.get(product.product_id)
  return before && before.revision >= product.revision ? known : new Map(known).set(product.product_id, product)
}

/** What is shown of a row: what was read, or what has become of it since. */
export function newest(read: ProductView, known: ReadonlyMap<string, ProductView>): ProductView {
  const since = known.get(read.product_id)
  return since && since.revision > read.revision ? since : read
}

/** A signed whole number that is not 0, as it was typed (`+20`, `-3`, `−3`); undefined where it is none. */
export function parseDelta(typed: string): number | undefined {
  const text = typed.trim().replace('−', '-')
  if (!/^[+-]?\d{1,9}$/.test(text)) return undefined
  return Number(text) || undefined
}
