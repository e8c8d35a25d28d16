import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LowStockPage } from '@/features/ops/products'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.products'))('lowStock') }
}

export default function Page() {
  return <LowStockPage />
}
