import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { OperationsPage } from '@/features/ops/operations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.operations'))('title') }
}

export default function Page() {
  return <OperationsPage />
}
