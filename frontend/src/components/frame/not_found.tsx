import { FileQuestion } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { ButtonLink } from '@/components/ui/link'
import { EmptyState } from '@/components/ui/states'

export function NotFoundPage({ home }: { home: string }) {
  const t = useTranslations('frame')
  return <EmptyState page icon={<FileQuestion aria-hidden />} title={t('notFound')} description={t('notFoundHint')} action={<ButtonLink href={home} look="primary">{t('home')}</ButtonLink>} />
}
