'use client'

import { Toast as Base } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'

import { IconButton } from '../icon_button'
import { type Told, UNDO_MILLISECONDS } from '../toast'

type Tone = NonNullable<Told['tone']>
const ICONS: Record<Tone, ReactNode> = {
  positive: <CircleCheck aria-hidden className="text-positive" />,
  danger: <CircleAlert aria-hidden className="text-danger" />,
  info: <Info aria-hidden className="text-info" />,
}

/** Shows each of `told` once. */
export function ToastHost({ told }: { told: readonly Told[] }) {
  const t = useTranslations('ui.toast')
  return (
    <Base.Provider limit={3}>
      <Telling told={told} />
      <Base.Portal>
        <Base.Viewport aria-label={t('region')} className="fixed inset-x-3 bottom-3 z-50 mx-auto flex max-w-sm flex-col gap-2 sm:right-6 sm:bottom-6 sm:left-auto sm:w-96">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function Telling({ told }: { told: readonly Told[] }) {
  const { add, close } = Base.useToastManager()
  const t = useTranslations('ui.toast')
  const last = useRef(0)
  useEffect(() => {
    for (const { key, title, description, tone = 'positive', undo, about } of told) {
      if (key <= last.current) continue
      last.current = key
      const id = add({
        ...(about ? { id: about } : {}),
        title,
        description,
        type: tone,
        timeout: undo ? UNDO_MILLISECONDS : 6_000,
        priority: tone === 'danger' ? 'high' : 'low',
        ...(undo ? { actionProps: { children: t('undo'), onClick: () => { close(id); undo() } } } : {}),
      })
    }
  }, [told, add, close, t])
  return null
}

function Toasts() {
  const { toasts } = Base.useToastManager()
  const t = useTranslations('ui.toast')
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className="popup p-4 data-[limited]:hidden">
      <Base.Content className="flex items-start gap-3 [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0">
        {ICONS[(toast.type as Tone | undefined) ?? 'positive']}
        <div className="min-w-0 grow">
          <Base.Title className="text-sm font-medium" />
          <Base.Description className="mt-0.5 text-sm text-ink-soft" />
        </div>
        {toast.actionProps ? <Base.Action className="min-h-8 rounded-control px-2 text-sm font-semibold text-accent hover:bg-accent-soft" /> : null}
        <Base.Close render={<IconButton label={t('close')} icon={<X />} className="-m-2.5" />} />
      </Base.Content>
    </Base.Root>
  ))
}
