import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { WebhooksPage } from '@/features/ops/webhooks'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.webhooks'))('title') }
}

export default function Page() {
  return <WebhooksPage />
}
