'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'

import { classNames } from '@/lib/class_names'

import { IconButton } from '../icon_button'

export interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children?: ReactNode
  /** The buttons, the one that matters last. */
  actions?: ReactNode
  wide?: boolean
  /** Where the focus begins. */
  initialFocus?: RefObject<HTMLElement | null>
  /** Where the focus goes when it closes; null: to where it was before. */
  finalFocus?: () => HTMLElement | null
}

const BACKDROP = 'fixed inset-0 z-40 bg-[rgb(20_18_15/0.5)] transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0'

/** In front of the page, which waits. Esc and a click beside it close it. */
export default function Dialog({ open, onOpenChange, title, description, children, actions, wide = false, initialFocus, finalFocus }: DialogProps) {
  const t = useTranslations('ui.dialog')
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={BACKDROP} />
        <Base.Popup
          initialFocus={initialFocus}
          finalFocus={finalFocus ? () => finalFocus() ?? true : undefined}
          className={classNames(
            'popup fixed inset-x-3 top-1/2 z-50 mx-auto flex max-h-[calc(100dvh-1.5rem)] -translate-y-1/2 flex-col outline-none',
            wide ? 'max-w-3xl' : 'max-w-lg',
          )}
        >
          <header className="flex items-start gap-4 px-6 pt-5">
            <div className="grow pt-2">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description ? <Base.Description className="mt-1 text-sm text-ink-soft">{description}</Base.Description> : null}
            </div>
            <Base.Close render={<IconButton label={t('close')} icon={<X />} className="-mr-2" />} />
          </header>
          {children ? <Body>{children}</Body> : null}
          {actions ? <footer className="flex flex-wrap justify-end gap-3 border-t border-line px-6 py-4">{actions}</footer> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Takes the focus only while there is something to scroll. */
function Body({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const { current } = body
    if (!current || typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(() => setScrolls(current.scrollHeight > current.clientHeight))
    watch.observe(current)
    if (current.firstElementChild) watch.observe(current.firstElementChild)
    return () => watch.disconnect()
  }, [])
  return <div ref={body} tabIndex={scrolls ? 0 : undefined} className="overflow-y-auto px-6 py-5">{children}</div>
}
