'use client'

import { RefreshCw, Send } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { type AttemptView, type DeliveryView, useListDeliveriesQuery, useRedeliverMutation } from '@/api/ops'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { ListStates } from '@/components/ui/list_states'
import { Pagination } from '@/components/ui/load_more'
import { EmptyState, useProblemWords } from '@/components/ui/states'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time_ago'
import { useToast } from '@/components/ui/toast'
import { useAddress } from '@/lib/use_address'

import { DELIVERY_TONES } from './webhook'

const SHOWN = 20

/** What was sent to a receiver, each with its attempts. No event tells of deliveries: a button reads them anew. */
export function Deliveries({ webhookId }: { webhookId: string }) {
  const t = useTranslations('ops.webhooks')
  const address = useAddress()
  const cursor = address.get('cursor')
  const reading = useListDeliveriesQuery({ webhookId, limit: SHOWN, cursor }, { refetchOnMountOrArgChange: true })
  return (
    <Section
      title={t('deliveries')}
      actions={<Button size="small" icon={<RefreshCw aria-hidden className="size-4" />} busy={reading.isFetching} onClick={() => void reading.refetch()}>{t('refresh')}</Button>}
    >
      <ListStates
        reading={reading}
        isEmpty={(page) => page.items.length === 0}
        empty={<EmptyState icon={<Send aria-hidden />} title={t('noDeliveries')} description={t('noDeliveriesHint')} />}
      >
        {(page) => (
          <>
            <Table caption={t('deliveries')}>
              <TableHead>
                <HeadCell>{t('type')}</HeadCell>
                <HeadCell>{t('state')}</HeadCell>
                <HeadCell>{t('lastAttempt')}</HeadCell>
                <HeadCell>{t('nextAttempt')}</HeadCell>
                <HeadCell>{t('createdAt')}</HeadCell>
                <HeadCell><span className="sr-only">{t('redeliver')}</span></HeadCell>
              </TableHead>
              <tbody>{page.items.map((delivery) => <DeliveryRow key={delivery.delivery_id} webhookId={webhookId} delivery={delivery} />)}</tbody>
            </Table>
            <Pagination
              busy={reading.isFetching}
              onFirst={cursor ? () => address.go({ cursor: null }) : undefined}
              onNext={page.next_cursor ? () => address.go({ cursor: page.next_cursor }) : undefined}
            />
          </>
        )}
      </ListStates>
    </Section>
  )
}

function DeliveryRow({ webhookId, delivery }: { webhookId: string; delivery: DeliveryView }) {
  const t = useTranslations('ops.webhooks')
  const toast = useToast()
  const problemWords = useProblemWords()
  const [redeliver, { isLoading }] = useRedeliverMutation()
  const last = delivery.attempts.at(-1)
  const again = async () => {
    const answer = await redeliver({ webhookId, deliveryId: delivery.delivery_id })
    if (answer.error) toast({ title: t('failed'), description: problemWords(answer.error).text, tone: 'danger' })
    else toast({ title: t('redelivered'), tone: 'positive' })
  }
  return (
    <Row>
      <Cell label={t('type')}><code className="text-xs">{delivery.type}</code></Cell>
      <Cell label={t('state')}><Badge tone={DELIVERY_TONES[delivery.state]}>{t(`deliveryStates.${delivery.state}`)}</Badge></Cell>
      <Cell label={t('lastAttempt')}>{last ? <LastAttempt attempt={last} count={delivery.attempts.length} /> : t('notYet')}</Cell>
      <Cell label={t('nextAttempt')}>{delivery.next_attempt_at ? <TimeAgo at={delivery.next_attempt_at} /> : t('noNext')}</Cell>
      <Cell label={t('createdAt')}><TimeAgo at={delivery.created_at} /></Cell>
      <Cell><Button size="small" busy={isLoading} disabled={delivery.state === 'PENDING'} onClick={() => void again()}>{t('redeliver')}</Button></Cell>
    </Row>
  )
}

function LastAttempt({ attempt, count }: { attempt: AttemptView; count: number }) {
  const t = useTranslations('ops.webhooks')
  const outcome = attempt.status === null
    ? t('attemptError', { error: attempt.error ?? 'other' })
    : t('attemptStatus', { status: String(attempt.status) })
  return <span className="numbers">{t('attempt', { outcome, milliseconds: attempt.duration_ms, count })}</span>
}
