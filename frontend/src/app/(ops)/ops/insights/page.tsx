import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { InsightsPage } from '@/features/ops/insights'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.insights'))('title') }
}

export default function Page() {
  return <InsightsPage />
}
