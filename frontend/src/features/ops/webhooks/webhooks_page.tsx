'use client'

import { Plus, Webhook } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { newIdempotencyKey } from '@/api/base/idempotency_key'
import { useCreateWebhookMutation, useIsManager, useListWebhooksQuery } from '@/api/ops'
import { NotForRole } from '@/components/frame/not_for_role'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Link } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { PageHeader } from '@/components/ui/page_header'
import { EmptyState } from '@/components/ui/states'
import { Cell, HeadCell, Row, Table, TableHead } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time_ago'
import { useCommands } from '@/lib/commands'

import { SecretDialog } from './secret_dialog'
import { hostOf } from './webhook'
import { WebhookForm, type WebhookWords } from './webhook_form'
import { WebhookState } from './webhook_state'

/** Addresses that hear of what happens. */
export function WebhooksPage() {
  const t = useTranslations('ops.webhooks')
  const isManager = useIsManager()
  return isManager ? <Webhooks /> : <><PageHeader title={t('title')} /><NotForRole>{t('forManagers')}</NotForRole></>
}

function Webhooks() {
  const t = useTranslations('ops.webhooks')
  const reading = useListWebhooksQuery(undefined, { refetchOnMountOrArgChange: true })
  const [create, creating] = useCreateWebhookMutation()
  // kept with the form until it is answered: the same key finds what it made
  const [key, setKey] = useState<string>()
  const [secret, setSecret] = useState<string>()
  const begin = () => { creating.reset(); setKey(newIdempotencyKey()) }
  const save = async (words: WebhookWords) => {
    const answer = await create({ 'Idempotency-Key': key ?? '', newWebhookRequest: words })
    if (!answer.data) return
    setKey(undefined)
    setSecret(answer.data.secret)
  }
  useCommands(t('title'), [{ id: 'add-webhook', label: t('add'), keys: 'a', run: begin }])
  const add = <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={begin}>{t('add')}</Button>

  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={add} />
      <ListStates
        reading={reading}
        isEmpty={(page) => page.items.length === 0}
        empty={<EmptyState icon={<Webhook aria-hidden />} title={t('none')} description={t('noneHint')} />}
      >
        {(page) => (
          <Table caption={t('title')}>
            <TableHead>
              <HeadCell>{t('receiver')}</HeadCell>
              <HeadCell>{t('state')}</HeadCell>
              <HeadCell numeric>{t('hearsOfShort')}</HeadCell>
              <HeadCell>{t('createdBy')}</HeadCell>
              <HeadCell>{t('createdAt')}</HeadCell>
            </TableHead>
            <tbody>
              {page.items.map((webhook) => (
                <Row key={webhook.webhook_id}>
                  <Cell label={t('receiver')}>
                    <span>
                      <Link href={`/ops/webhooks/${encodeURIComponent(webhook.webhook_id)}`}>{webhook.description || hostOf(webhook.url)}</Link>
                      <span className="block max-w-md truncate text-xs text-ink-faint">{webhook.url}</span>
                    </span>
                  </Cell>
                  <Cell label={t('state')}><WebhookState webhook={webhook} /></Cell>
                  <Cell label={t('hearsOfShort')} numeric>{t('types', { count: webhook.types.length })}</Cell>
                  <Cell label={t('createdBy')}>{webhook.created_by.replace(/^ops:/, '')}</Cell>
                  <Cell label={t('createdAt')}><TimeAgo at={webhook.created_at} /></Cell>
                </Row>
              ))}
            </tbody>
          </Table>
        )}
      </ListStates>
      <Dialog open={key !== undefined} onOpenChange={(open) => { if (!open) setKey(undefined) }} title={t('add')} wide>
        <WebhookForm begin={{ url: '', description: '', types: [] }} saveLabel={t('add')} busy={creating.isLoading} error={creating.error} onSave={(words) => void save(words)} onCancel={() => setKey(undefined)} />
      </Dialog>
      <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />
    </>
  )
}
