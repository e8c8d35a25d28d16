import type { ReactNode } from 'react'

/** The name of the portal beside its mark. */
export function Wordmark({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex min-h-11 items-center gap-2.5 font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" aria-hidden className="size-7 text-accent">
        <rect width="32" height="32" rx="9" fill="currentColor" />
        <path d="M7 10l4.2 13L16 12l4.8 11L25 10" fill="none" stroke="var(--on-accent)" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <span className="max-sm:max-w-28 max-sm:leading-tight">{children}</span>
    </span>
  )
}
