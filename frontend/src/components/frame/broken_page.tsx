'use client'

import { useTranslations } from 'next-intl'

import { Button } from '@/components/ui/button'

/** A fault of ours in a page; the frame around it stands. */
export function BrokenPage({ reset }: { reset: () => void }) {
  const t = useTranslations('frame')
  const states = useTranslations('ui.states')
  return (
    <div role="alert" className="grid justify-items-center gap-3 py-16 text-center">
      <h1 className="text-lg font-semibold">{t('broken')}</h1>
      <p className="text-sm text-ink-soft">{t('brokenHint')}</p>
      <Button look="primary" onClick={reset}>{states('retry')}</Button>
    </div>
  )
}
