import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { DeadLetterPage } from '@/features/ops/dead_letters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.deadLetters'))('oneMessage') }
}

export default async function Page({ params }: { params: Promise<{ dead_letter_id: string }> }) {
  const { dead_letter_id: id } = await params
  return <DeadLetterPage deadLetterId={decodeURIComponent(id)} />
}
