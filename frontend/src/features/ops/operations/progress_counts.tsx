import { useTranslations } from 'next-intl'

/** How many parts of the work are done, and how; nothing for work in one piece. */
export function ProgressCounts({ progress }: { progress: Record<string, unknown> | null }) {
  const t = useTranslations('ops.operations')
  const counts = Object.entries(progress ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0)
  if (counts.length === 0) return null
  return <span className="numbers text-xs text-ink-soft">{counts.map(([outcome, count]) => t('count', { outcome, count })).join(', ')}</span>
}
