import { useTranslations } from 'next-intl'

import { Badge } from '@/components/ui/badge'

import { type LetterState as State, STATE_TONES } from './letter'

export function LetterState({ state }: { state: State }) {
  const t = useTranslations('ops.deadLetters.states')
  return <Badge tone={STATE_TONES[state]}>{t(state)}</Badge>
}
