import { ChevronRight } from 'lucide-react'
import NextLink from 'next/link'
import { useTranslations } from 'next-intl'

/** The way to a page; the last one is the page itself. */
export function Breadcrumbs({ trail }: { trail: readonly { label: string; href?: string }[] }) {
  const t = useTranslations('ui.breadcrumbs')
  return (
    <nav aria-label={t('label')}>
      <ol className="flex flex-wrap items-center gap-1.5 text-sm text-ink-soft">
        {trail.map(({ label, href }, index) => (
          <li key={label} className="flex items-center gap-1.5">
            {index > 0 ? <ChevronRight aria-hidden className="size-3.5 text-ink-faint" /> : null}
            {href ? <NextLink href={href} className="rounded-sm hover:text-ink hover:underline">{label}</NextLink> : <span aria-current="page">{label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
