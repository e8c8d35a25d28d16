'use client'

import { CircleAlert, Inbox, SearchX, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { isProblem } from '@/api/base/problem'
import { useOnline } from '@/lib/use_online'

import { Button } from './button'

interface StateProps {
  title: string
  description?: ReactNode
  /** It is all that the page shows: its title is the page's (h1). */
  page?: boolean
}

function State({ icon, title, description, action, page = false }: StateProps & { icon: ReactNode; action?: ReactNode }) {
  const Heading = page ? 'h1' : 'h2'
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-16 text-center">
      <div className="rounded-full bg-sunken p-4 text-ink-faint [&_svg]:size-7">{icon}</div>
      <Heading className="text-lg font-semibold">{title}</Heading>
      {description ? <div className="max-w-md text-sm text-ink-soft">{description}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div> : null}
    </div>
  )
}

/** There is nothing yet; `action` is how there will be something. */
export function EmptyState({ icon, ...rest }: StateProps & { action?: ReactNode; icon?: ReactNode }) {
  return <State icon={icon ?? <Inbox aria-hidden />} {...rest} />
}

/** There is something, but nothing that was asked for. */
export function NoMatchState({ title, description, onClear }: { title?: string; description?: ReactNode; onClear: () => void }) {
  const t = useTranslations('ui.states')
  return <State icon={<SearchX aria-hidden />} title={title ?? t('noMatch')} description={description ?? t('noMatchHint')} action={<Button onClick={onClear}>{t('clear')}</Button>} />
}

/** It could not be read. `error` is what a hook of the API gave. */
export function ErrorState({ error, onRetry, title, page = false }: { error: unknown; onRetry?: () => void; title?: string; page?: boolean }) {
  const t = useTranslations('ui.states')
  const words = useProblemWords()(error)
  return (
    <div role="alert">
      <State
        page={page}
        icon={<CircleAlert aria-hidden />}
        title={title ?? t('failed')}
        description={<><p>{words.text}</p>{words.traceId ? <p className="mt-2 text-xs text-ink-faint">{t('trace')} <code>{words.traceId}</code></p> : null}</>}
        action={onRetry ? <Button look="primary" onClick={onRetry}>{t('retry')}</Button> : null}
      />
    </div>
  )
}

/** Puts a problem into the person's language where we have words for it, else as the service says it. */
export function useProblemWords(): (error: unknown) => { text: string; traceId: string } {
  const t = useTranslations('ui.problems')
  return (error) => {
    if (!isProblem(error)) return { text: t('unknown'), traceId: '' }
    const known = error.code as Parameters<typeof t.has>[0] // any other is asked for by `has`, and is not there
    const text = t.has(known) ? t(known) : error.detail || error.title || t('unknown')
    return { text, traceId: error.trace_id }
  }
}

/** Across the top, while the browser has no network. */
export function OfflineBanner() {
  const online = useOnline()
  const t = useTranslations('ui.states')
  return (
    <div role="status">
      {online ? null : (
        <p className="flex items-center justify-center gap-2 bg-warning-soft px-4 py-2 text-sm font-medium text-warning">
          <WifiOff aria-hidden className="size-4" />
          {t('offline')}
        </p>
      )}
    </div>
  )
}
