import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { NewProductPage } from '@/features/ops/products'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.products'))('add') }
}

export default function Page() {
  return <NewProductPage />
}
