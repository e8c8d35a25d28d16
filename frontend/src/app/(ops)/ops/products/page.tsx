import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ProductsPage } from '@/features/ops/products'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.products'))('title') }
}

export default function Page() {
  return <ProductsPage />
}
