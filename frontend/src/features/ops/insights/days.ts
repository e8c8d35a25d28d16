/** Days as the analytics count them: UTC, written `2026-11-25`. */

export interface Span { from: string; to: string }

export const PRESETS = [7, 30, 90] as const
const LONGEST_DAYS = 366
const DAY_MILLISECONDS = 86_400_000

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** The last so many days, today included. */
export function lastDays(count: number, now: Date): Span {
  return { from: dayOf(new Date(now.getTime() - (count - 1) * DAY_MILLISECONDS)), to: dayOf(now) }
}

export function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(new Date(text)) === text
}

export function lengthOf({ from, to }: Span): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS + 1
}

/** What is wrong with a span; undefined where it can be asked for. */
export function faultOf(span: Span): 'no-day' | 'backwards' | 'too-long' | undefined {
  if (!isDay(span.from) || !isDay(span.to)) return 'no-day'
  if (span.from > span.to) return 'backwards'
  return lengthOf(span) > LONGEST_DAYS ? 'too-long' : undefined
}

/** The span that the address names; the last 30 days where it names none that can be asked for. */
export function spanIn(from: string | null, to: string | null, now: Date): Span {
  const asked = { from: from ?? '', to: to ?? '' }
  return faultOf(asked) === undefined ? asked : lastDays(30, now)
}
