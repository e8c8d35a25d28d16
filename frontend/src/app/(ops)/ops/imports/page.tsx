import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ImportsPage } from '@/features/ops/imports'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.imports'))('title') }
}

export default function Page() {
  return <ImportsPage />
}
