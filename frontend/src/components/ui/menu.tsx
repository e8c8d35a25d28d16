'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import NextLink from 'next/link'
import type { ReactElement, ReactNode } from 'react'

const ITEM = 'flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-3 text-sm outline-none select-none data-[disabled]:cursor-not-allowed data-[disabled]:opacity-60 data-[highlighted]:bg-accent-soft [&_svg]:size-4'

/** What can be done, behind a button. `trigger` is a Button or an IconButton. */
export function Menu({ trigger, children, align = 'end' }: { trigger: ReactElement; children: ReactNode; align?: 'start' | 'end' }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} className="z-50">
          <Base.Popup className="popup min-w-52 p-1.5 outline-none">{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** `why` says what stands against it: an item that cannot be chosen always says so. */
export function MenuItem({ icon, why, onSelect, children }: { icon?: ReactNode; why?: string | undefined; onSelect: () => void; children: ReactNode }) {
  return (
    <Base.Item disabled={why !== undefined} onClick={onSelect} className={ITEM}>
      {icon}
      <span className="grow">{children}{why ? <span className="block text-xs text-ink-soft">{why}</span> : null}</span>
    </Base.Item>
  )
}

export function MenuLink({ icon, href, children }: { icon?: ReactNode; href: string; children: ReactNode }) {
  return <Base.LinkItem render={<NextLink href={href} />} className={ITEM}>{icon}{children}</Base.LinkItem>
}

export function MenuText({ children }: { children: ReactNode }) {
  return <div className="border-b border-line px-3 pt-1 pb-2 mb-1 text-sm">{children}</div>
}

export function MenuSeparator() {
  return <Base.Separator className="my-1.5 h-px bg-line" />
}

/** One of several, such as a language. */
export function MenuChoice({ label, options, value, onValueChange }: {
  label: string
  options: readonly { value: string; label: string; icon?: ReactNode }[]
  value: string
  onValueChange: (value: string) => void
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-3 py-1.5 text-xs font-medium text-ink-faint">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: unknown) => onValueChange(String(next))}>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} closeOnClick className={ITEM}>
            {option.icon}
            <span className="grow">{option.label}</span>
            <Base.RadioItemIndicator><Check aria-hidden className="text-accent" /></Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}
