'use client'

import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react'

import type { Command } from './command'
import { CommandRegistry } from './registry'

const Registry = createContext<CommandRegistry | null>(null)

/** Inside it `useCommands` counts. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new CommandRegistry())
  return <Registry value={registry}>{children}</Registry>
}

export function useCommandRegistry(): CommandRegistry | null {
  return use(Registry)
}

/** Offers commands while the component is on the screen, as the latest rendering has them. */
export function useCommands(heading: string, commands: readonly Command[]): void {
  const registry = use(Registry)
  const latest = useRef({ heading, commands })
  useEffect(() => { latest.current = { heading, commands } })
  useEffect(() => registry?.add(() => latest.current), [registry])
}
