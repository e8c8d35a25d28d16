import { LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { EmptyState } from '@/components/ui/states'

/** In place of what a person's role does not open: says so, and (`children`) who may. */
export function NotForRole({ children }: { children: ReactNode }) {
  const t = useTranslations('frame')
  return <EmptyState icon={<LockKeyhole aria-hidden />} title={t('notForRole')} description={children} />
}
