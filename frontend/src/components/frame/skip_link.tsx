import { useTranslations } from 'next-intl'

/** The first thing that Tab finds: past the navigation, to `<main id="content">`. */
export function SkipLink() {
  const t = useTranslations('frame')
  return <a href="#content" className="sr-only z-50 rounded-control bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3">{t('skip')}</a>
}
