import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { DeadLettersPage } from '@/features/ops/dead_letters'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('ops.deadLetters'))('title') }
}

export default function Page() {
  return <DeadLettersPage />
}
