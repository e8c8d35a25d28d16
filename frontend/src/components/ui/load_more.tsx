'use client'

import { useTranslations } from 'next-intl'

import { Button } from './button'

/** The end of a list that is read part by part (by cursor). Nothing where there is no more. */
export function LoadMore({ more, busy, onMore }: { more: boolean; busy: boolean; onMore: () => void }) {
  const t = useTranslations('ui.list')
  if (!more) return null
  return <div className="flex justify-center py-6"><Button busy={busy} onClick={onMore}>{t('more')}</Button></div>
}

/** For lists of which one page is seen at a time: cursors lead on, the browser's history leads back. */
export function Pagination({ onFirst, onNext, busy = false }: { onFirst?: (() => void) | undefined; onNext?: (() => void) | undefined; busy?: boolean }) {
  const t = useTranslations('ui.list')
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-end gap-3 py-4">
      <Button size="small" disabled={!onFirst || busy} onClick={onFirst}>{t('first')}</Button>
      <Button size="small" disabled={!onNext} busy={busy} onClick={onNext}>{t('next')}</Button>
    </nav>
  )
}
