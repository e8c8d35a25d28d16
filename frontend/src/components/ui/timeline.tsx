import type { ReactNode } from 'react'

import { classNames } from '@/lib/class_names'

export interface TimelineStep { key: string; title: ReactNode; at?: ReactNode; description?: ReactNode; icon?: ReactNode; done?: boolean }

/** What happened, one after another. `done: false` is still to come. */
export function Timeline({ label, steps }: { label: string; steps: readonly TimelineStep[] }) {
  return (
    <ol aria-label={label} className="grid">
      {steps.map(({ key, title, at, description, icon, done = true }, index) => (
        <li key={key} className="relative flex gap-4 pb-6 last:pb-0">
          {index < steps.length - 1 ? <span aria-hidden className="absolute top-7 bottom-0 left-3.5 w-px bg-line" /> : null}
          <span aria-hidden className={classNames('z-10 flex size-7 shrink-0 items-center justify-center rounded-full [&_svg]:size-4', done ? 'bg-accent-soft text-accent' : 'border border-line-strong text-ink-faint')}>
            {icon ?? <span className={classNames('size-2 rounded-full', done ? 'bg-accent' : 'bg-line-strong')} />}
          </span>
          <div className="min-w-0 pt-0.5">
            <p className={classNames('font-medium', !done && 'text-ink-soft')}>{title}</p>
            {at ? <p className="text-sm text-ink-faint">{at}</p> : null}
            {description ? <div className="mt-1 text-sm text-ink-soft">{description}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
