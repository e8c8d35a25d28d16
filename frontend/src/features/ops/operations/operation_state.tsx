import { CircleCheck, CircleSlash, CircleX, Clock, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Badge } from '@/components/ui/badge'

import { type OperationState as State, STATE_TONES } from './operation_words'

const ICONS: Record<State, ReactNode> = {
  QUEUED: <Clock aria-hidden />,
  RUNNING: <LoaderCircle aria-hidden className="motion-safe:animate-spin" />,
  SUCCEEDED: <CircleCheck aria-hidden />,
  REFUSED: <CircleSlash aria-hidden />,
  FAILED: <CircleX aria-hidden />,
}

export function OperationState({ state }: { state: State }) {
  const t = useTranslations('ops.operations.states')
  return <Badge tone={STATE_TONES[state]} icon={ICONS[state]}>{t(state)}</Badge>
}
