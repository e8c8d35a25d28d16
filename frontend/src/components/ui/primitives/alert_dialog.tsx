'use client'

import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Button } from '../button'

export interface AlertDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: ReactNode
  /** What is about to be done, as a verb: "Cancel order". */
  confirmLabel: string
  onConfirm: () => void
  busy?: boolean
  danger?: boolean
  children?: ReactNode
  /** Where the focus goes when it closes; null: to where it was before. */
  finalFocus?: () => HTMLElement | null
}

/** Asks before what cannot be taken back. The focus begins at the way out. */
export default function AlertDialog(
  { open, onOpenChange, title, description, confirmLabel, onConfirm, busy = false, danger = false, children, finalFocus }: AlertDialogProps,
) {
  const t = useTranslations('ui.dialog')
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[rgb(20_18_15/0.5)] transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup finalFocus={finalFocus ? () => finalFocus() ?? true : undefined} className="popup fixed inset-x-3 top-1/2 z-50 mx-auto max-h-[calc(100dvh-1.5rem)] max-w-md -translate-y-1/2 overflow-y-auto p-6 outline-none">
          <Base.Title className="text-lg font-semibold">{title}</Base.Title>
          <Base.Description className="mt-2 text-sm text-ink-soft">{description}</Base.Description>
          {children ? <div className="mt-4">{children}</div> : null}
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <Base.Close render={<Button>{t('back')}</Button>} />
            <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>{confirmLabel}</Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
