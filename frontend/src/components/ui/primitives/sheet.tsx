'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { classNames } from '@/lib/class_names'

import { IconButton } from '../icon_button'

export interface SheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  side?: 'left' | 'right'
  children: ReactNode
  /** Stays at its foot while the rest scrolls. */
  footer?: ReactNode
}

/** Slides in from a side: a basket, a menu on a phone, the details of a row. */
export default function Sheet({ open, onOpenChange, title, side = 'right', children, footer }: SheetProps) {
  const t = useTranslations('ui.dialog')
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[rgb(20_18_15/0.5)] transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup
          className={classNames(
            'fixed inset-y-0 z-50 flex w-[min(26rem,calc(100vw-3rem))] flex-col border-line bg-raised shadow-high outline-none',
            'transition-transform duration-200 ease-out',
            side === 'right' ? 'right-0 border-l' : 'left-0 border-r',
            side === 'right'
              ? 'data-[ending-style]:translate-x-full data-[starting-style]:translate-x-full'
              : 'data-[ending-style]:-translate-x-full data-[starting-style]:-translate-x-full',
          )}
        >
          <header className="flex items-center gap-4 border-b border-line py-2 pr-2 pl-5">
            <Base.Title className="grow font-semibold">{title}</Base.Title>
            <Base.Close render={<IconButton label={t('close')} icon={<X />} />} />
          </header>
          <div className="grow overflow-y-auto p-5">{children}</div>
          {footer ? <footer className="border-t border-line p-5">{footer}</footer> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
