import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { NoticesPage } from '@/features/ops/notices'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.notices'))('title') }
}

export default function Page() {
  return <NoticesPage />
}
