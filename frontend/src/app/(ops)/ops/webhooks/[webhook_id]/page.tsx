import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { WebhookPage } from '@/features/ops/webhooks'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.webhooks'))('receiver') }
}

export default async function Page({ params }: { params: Promise<{ webhook_id: string }> }) {
  const { webhook_id: id } = await params
  return <WebhookPage webhookId={decodeURIComponent(id)} />
}
