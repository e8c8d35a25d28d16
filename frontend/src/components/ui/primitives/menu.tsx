'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import NextLink from 'next/link'
import type { ReactNode } from 'react'

import type { MenuChoiceProps, MenuItemProps, MenuLinkProps, MenuProps } from '../menu'

const ITEM = 'flex min-h-10 cursor-pointer items-center gap-3 rounded-control px-3 text-sm outline-none select-none data-[disabled]:cursor-not-allowed data-[disabled]:opacity-60 data-[highlighted]:bg-accent-soft [&_svg]:size-4'

/** Open from the beginning: it is loaded when its trigger is first used. */
export default function OpenedMenu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <Base.Root defaultOpen>
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
export function MenuItem({ icon, why, onSelect, children }: MenuItemProps) {
  return (
    <Base.Item disabled={why !== undefined} onClick={onSelect} className={ITEM}>
      {icon}
      <span className="grow">{children}{why ? <span className="block text-xs text-ink-soft">{why}</span> : null}</span>
    </Base.Item>
  )
}

export function MenuLink({ icon, href, children }: MenuLinkProps) {
  return <Base.LinkItem render={<NextLink href={href} />} className={ITEM}>{icon}{children}</Base.LinkItem>
}

export function MenuText({ children }: { children: ReactNode }) {
  return <div className="border-b border-line px-3 pt-1 pb-2 mb-1 text-sm">{children}</div>
}

export function MenuSeparator() {
  return <Base.Separator className="my-1.5 h-px bg-line" />
}

/** One of several, such as a language. */
export function MenuChoice({ label, options, value, onValueChange }: MenuChoiceProps) {
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
