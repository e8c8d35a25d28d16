import { CircleAlert, CircleCheck, CircleDashed, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

import { classNames } from '@/lib/class_names'

export type Tone = 'neutral' | 'positive' | 'warning' | 'danger' | 'info' | 'accent'

const TONES: Record<Tone, { look: string; icon: ReactNode }> = {
  neutral: { look: 'bg-sunken text-ink-soft', icon: <CircleDashed aria-hidden /> },
  positive: { look: 'bg-positive-soft text-positive', icon: <CircleCheck aria-hidden /> },
  warning: { look: 'bg-warning-soft text-warning', icon: <TriangleAlert aria-hidden /> },
  danger: { look: 'bg-danger-soft text-danger', icon: <CircleAlert aria-hidden /> },
  info: { look: 'bg-info-soft text-info', icon: <Info aria-hidden /> },
  accent: { look: 'bg-accent-soft text-accent-strong', icon: <Info aria-hidden /> },
}

/** A state in a word: by text and picture, the colour only helps. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  const { look, icon: usual } = TONES[tone]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5', look)}>
      {icon ?? usual}
      {children}
    </span>
  )
}
