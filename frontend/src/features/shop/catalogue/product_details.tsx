'use client'

import { PackageX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { isProblem } from '@/api/base/problem'
import { type Product, useGetProductQuery } from '@/api/shop'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { ButtonLink } from '@/components/ui/link'
import { LiveBadge } from '@/components/ui/live_badge'
import { Money } from '@/components/ui/money'
import { ProductPicture } from '@/components/ui/product_picture'
import { Loading, Skeleton } from '@/components/ui/skeleton'
import { EmptyState, ErrorState } from '@/components/ui/states'
import { useLiveState } from '@/lib/live'
import { useDocumentTitle } from '@/lib/use_document_title'

import { useCategoryName } from './category_name'
import { MoreLikeIt } from './more_like_it'
import { StockBadge } from './stock_badge'

/** One product, as it stands. `buy` is what puts it into the basket. */
export function ProductDetails({ productId, buy }: { productId: string; buy: (product: Product) => ReactNode }) {
  const t = useTranslations('shop.catalogue')
  const { currentData: product, error, isFetching, refetch } = useGetProductQuery({ productId })
  useDocumentTitle(product?.name)
  // what is not an id at all is refused with 422
  const gone = isProblem(error) && (error.status === 404 || error.status === 422)
  if (gone) return <EmptyState page icon={<PackageX aria-hidden />} title={t('gone')} description={t('goneHint')} action={<ButtonLink href="/" look="primary">{t('toShop')}</ButtonLink>} />
  if (product) return <Shown key={productId} product={product} old={Boolean(error)} buy={buy} />
  if (error && !isFetching) return <ErrorState page error={error} onRetry={refetch} />
  return <Loading><Shape /></Loading>
}

function Shown({ product, old, buy }: { product: Product; old: boolean; buy: (product: Product) => ReactNode }) {
  const t = useTranslations('shop.catalogue')
  const nameOf = useCategoryName()
  const live = useLiveState()
  return (
    <>
      <div className="mb-5"><Breadcrumbs trail={[{ label: t('shop'), href: '/' }, { label: nameOf(product.category), href: `/?category=${encodeURIComponent(product.category)}` }, { label: product.name }]} /></div>
      <div className="grid gap-8 md:grid-cols-2 lg:gap-14">
        <ProductPicture src={product.image_url} alt={product.name} eager className="self-start rounded-card border border-line" />
        <div className="flex flex-col gap-5 md:py-4">
          <div className="grid gap-2">
            <p className="text-sm text-ink-faint">{nameOf(product.category)}</p>
            <h1 className="text-3xl leading-tight font-semibold sm:text-4xl">{product.name}</h1>
          </div>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2" aria-live="polite">
            <Money value={product.price} className="text-2xl font-semibold" />
            <StockBadge available={product.available} />
            <LiveBadge state={old ? 'stale' : live} />
          </div>
          <p className="max-w-prose leading-relaxed whitespace-pre-line text-ink-soft">{product.description}</p>
          <div className="border-t border-line pt-5">{buy(product)}</div>
          <p className="numbers text-xs text-ink-faint">{t('sku', { sku: product.sku })}</p>
        </div>
      </div>
      <MoreLikeIt product={product} />
    </>
  )
}

function Shape() {
  return (
    <>
      <Skeleton className="mb-5 h-5 w-56" />
      <div className="grid gap-8 md:grid-cols-2 lg:gap-14">
        <Skeleton className="aspect-square rounded-card" />
        <div className="grid content-start gap-4 md:py-4"><Skeleton className="h-4 w-24" /><Skeleton className="h-10 w-3/4" /><Skeleton className="h-8 w-40" /><Skeleton className="h-24" /><Skeleton className="h-11 w-52" /></div>
      </div>
    </>
  )
}
