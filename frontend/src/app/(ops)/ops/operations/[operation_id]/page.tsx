import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { OperationPage } from '@/features/ops/operations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.operations'))('id') }
}

export default async function Page({ params }: { params: Promise<{ operation_id: string }> }) {
  const { operation_id: id } = await params
  return <OperationPage operationId={decodeURIComponent(id)} />
}
