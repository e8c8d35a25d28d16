import { useTranslations } from 'next-intl'

import type { WebhookView } from '@/api/ops'
import { Badge } from '@/components/ui/badge'

import { STATE_TONES, stateOf } from './webhook'

export function WebhookState({ webhook }: { webhook: WebhookView }) {
  const t = useTranslations('ops.webhooks.states')
  const state = stateOf(webhook)
  return <Badge tone={STATE_TONES[state]}>{t(state)}</Badge>
}
