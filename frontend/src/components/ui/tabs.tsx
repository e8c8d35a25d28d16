'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export interface Tab { value: string; label: ReactNode; content: ReactNode }

/** Several views of one thing. `value` belongs into the URL. */
export function Tabs({ label, tabs, value, onValueChange }: {
  label: string
  tabs: readonly Tab[]
  value: string
  onValueChange: (value: string) => void
}) {
  return (
    <Base.Root value={value} onValueChange={(next) => onValueChange(String(next))}>
      <Base.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px min-h-11 border-b-2 border-transparent px-4 text-sm font-medium whitespace-nowrap text-ink-soft hover:text-ink data-[active]:border-accent data-[active]:text-accent"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map((tab) => <Base.Panel key={tab.value} value={tab.value} className="pt-5">{tab.content}</Base.Panel>)}
    </Base.Root>
  )
}
