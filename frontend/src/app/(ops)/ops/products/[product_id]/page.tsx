import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ProductPage } from '@/features/ops/products'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.products'))('about') }
}

export default async function Page({ params }: { params: Promise<{ product_id: string }> }) {
  const { product_id: id } = await params
  return <ProductPage productId={decodeURIComponent(id)} />
}
