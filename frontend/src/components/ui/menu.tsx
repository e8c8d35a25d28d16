'use client'

import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react'

export interface MenuProps { trigger: ReactElement<TriggerProps>; children: ReactNode; align?: 'start' | 'end' }
export interface MenuItemProps { icon?: ReactNode; why?: string | undefined; onSelect: () => void; children: ReactNode }
export interface MenuLinkProps { icon?: ReactNode; href: string; children: ReactNode }
export interface MenuChoiceProps {
  label: string
  options: readonly { value: string; label: string; icon?: ReactNode }[]
  value: string
  onValueChange: (value: string) => void
}
interface TriggerProps {
  'aria-haspopup'?: 'menu'
  'aria-expanded'?: boolean
  onClick?: () => void
  onPointerEnter?: () => void
  onFocus?: () => void
}

const load = () => import('./primitives/menu')
const OpenedMenu = lazy(load)
const Item = lazy(async () => ({ default: (await load()).MenuItem }))
const LinkItem = lazy(async () => ({ default: (await load()).MenuLink }))
const Words = lazy(async () => ({ default: (await load()).MenuText }))
const Line = lazy(async () => ({ default: (await load()).MenuSeparator }))
const Choice = lazy(async () => ({ default: (await load()).MenuChoice }))

/**
 * What can be done, behind a button. `trigger` is a Button or an IconButton. What opens it is loaded when a pointer or the
 * focus comes to the trigger.
 */
export function Menu(props: MenuProps) {
  const [used, setUsed] = useState(false)
  const trigger = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setUsed(true),
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
  })
  return used ? <Suspense fallback={trigger}><OpenedMenu {...props} /></Suspense> : trigger
}

/** `why` says what stands against it: an item that cannot be chosen always says so. */
export function MenuItem(props: MenuItemProps) {
  return <Item {...props} />
}

export function MenuLink(props: MenuLinkProps) {
  return <LinkItem {...props} />
}

export function MenuText(props: { children: ReactNode }) {
  return <Words {...props} />
}

export function MenuSeparator() {
  return <Line />
}

/** One of several, such as a language. */
export function MenuChoice(props: MenuChoiceProps) {
  return <Choice {...props} />
}
