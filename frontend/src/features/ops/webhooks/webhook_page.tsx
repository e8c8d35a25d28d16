'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { newIdempotencyKey } from '@/api/base/idempotency_key'
import { isProblem } from '@/api/base/problem'
import { useEditWebhookMutation, useGetWebhookQuery, useIsManager, useRemoveWebhookMutation, useRotateWebhookSecretMutation, type WebhookView } from '@/api/ops'
import { NotForRole } from '@/components/frame/not_for_role'
import { AlertDialog } from '@/components/ui/alert_dialog'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Link } from '@/components/ui/link'
import { ListStates } from '@/components/ui/list_states'
import { PageHeader } from '@/components/ui/page_header'
import { EmptyState, useProblemWords } from '@/components/ui/states'
import { TimeAgo } from '@/components/ui/time_ago'
import { useToast } from '@/components/ui/toast'

import { Deliveries } from './deliveries'
import { SecretDialog } from './secret_dialog'
import { hostOf, type MessageType } from './webhook'
import { WebhookForm, type WebhookWords } from './webhook_form'
import { WebhookState } from './webhook_state'

/** One receiver: what it hears of, whether it gets it, and each delivery. */
export function WebhookPage({ webhookId }: { webhookId: string }) {
  const t = useTranslations('ops.webhooks')
  const isManager = useIsManager()
  return isManager ? <Webhook webhookId={webhookId} /> : <><PageHeader title={t('title')} /><NotForRole>{t('forManagers')}</NotForRole></>
}

function Webhook({ webhookId }: { webhookId: string }) {
  const t = useTranslations('ops.webhooks')
  const reading = useGetWebhookQuery({ webhookId }, { refetchOnMountOrArgChange: true })
  if (isProblem(reading.error) && (reading.error.status === 404 || reading.error.status === 422)) {
    return <EmptyState page title={t('unknown')} action={<Link href="/ops/webhooks">{t('toAll')}</Link>} />
  }
  return <ListStates reading={reading} isEmpty={() => false} empty={null}>{(webhook) => <Shown webhook={webhook} />}</ListStates>
}

type Doing = 'edit' | 'rotate' | 'remove'

function Shown({ webhook }: { webhook: WebhookView }) {
  const t = useTranslations('ops.webhooks')
  const router = useRouter()
  const toast = useToast()
  const problemWords = useProblemWords()
  const [doing, setDoing] = useState<Doing>()
  const [secret, setSecret] = useState<string>()
  const [rotationKey, setRotationKey] = useState('')
  const [edit, editing] = useEditWebhookMutation()
  const [rotate, rotating] = useRotateWebhookSecretMutation()
  const [remove, removing] = useRemoveWebhookMutation()
  const webhookId = webhook.webhook_id
  const title = webhook.description || hostOf(webhook.url)
  const tellFailure = (error: unknown) => toast({ title: t('failed'), description: problemWords(error).text, tone: 'danger' })

  const save = async (words: WebhookWords) => {
    const answer = await edit({ webhookId, webhookEdit: words })
    if (answer.data) setDoing(undefined)
  }
  const turn = async (enabled: boolean) => {
    const answer = await edit({ webhookId, webhookEdit: { enabled } })
    if (answer.error) tellFailure(answer.error)
    else toast({ title: enabled ? t('turnedOn') : t('turnedOff'), tone: 'positive', undo: () => void turn(!enabled) })
  }
  const newSecret = async () => {
    const answer = await rotate({ webhookId, 'Idempotency-Key': rotationKey })
    if (answer.error) return tellFailure(answer.error)
    setDoing(undefined)
    setSecret(answer.data?.secret)
  }
  const takeAway = async () => {
    const answer = await remove({ webhookId })
    if (answer.error) return tellFailure(answer.error)
    toast({ title: t('removed', { name: title }), tone: 'positive' })
    router.push('/ops/webhooks')
  }
  return (
    <>
      <PageHeader
        title={title}
        breadcrumbs={<Breadcrumbs trail={[{ label: t('title'), href: '/ops/webhooks' }, { label: title }]} />}
        actions={<WebhookState webhook={webhook} />}
      />
      <div className="grid gap-5">
        <Section title={t('receiver')}>
          <dl className="grid gap-3 text-sm sm:grid-cols-2">
            <div><dt className="text-ink-faint">{t('url')}</dt><dd className="break-all">{webhook.url}</dd></div>
            <div><dt className="text-ink-faint">{t('createdBy')}</dt><dd>{webhook.created_by.replace(/^ops:/, '')} <TimeAgo at={webhook.created_at} /></dd></div>
            {webhook.failing_since ? <div><dt className="text-ink-faint">{t('failingSince')}</dt><dd><TimeAgo at={webhook.failing_since} /></dd></div> : null}
            <div className="sm:col-span-2"><dt className="text-ink-faint">{t('hearsOf')}</dt><dd className="mt-1 flex flex-wrap gap-1.5">{webhook.types.map((type) => <code key={type} className="rounded bg-sunken px-1.5 py-0.5 text-xs">{type}</code>)}</dd></div>
          </dl>
          <div className="mt-5 flex flex-wrap gap-3">
            <Button onClick={() => { editing.reset(); setDoing('edit') }}>{t('edit')}</Button>
            <Button busy={editing.isLoading && doing === undefined} onClick={() => void turn(!webhook.enabled)}>{webhook.enabled ? t('turnOff') : t('turnOn')}</Button>
            <Button onClick={() => { setRotationKey(newIdempotencyKey()); setDoing('rotate') }}>{t('rotate')}</Button>
            <Button look="danger" onClick={() => setDoing('remove')}>{t('remove')}</Button>
          </div>
        </Section>
        <Deliveries webhookId={webhookId} />
      </div>
      <Dialog open={doing === 'edit'} onOpenChange={(open) => { if (!open) setDoing(undefined) }} title={t('edit')} wide>
        <WebhookForm
          begin={{ url: webhook.url, description: webhook.description, types: webhook.types as MessageType[] }}
          saveLabel={t('save')}
          busy={editing.isLoading}
          error={editing.error}
          onSave={(words) => void save(words)}
          onCancel={() => setDoing(undefined)}
        />
      </Dialog>
      <AlertDialog open={doing === 'rotate'} onOpenChange={(open) => { if (!open) setDoing(undefined) }} title={t('rotateTitle')} description={t('rotateHint')} confirmLabel={t('rotate')} busy={rotating.isLoading} onConfirm={() => void newSecret()} />
      <AlertDialog open={doing === 'remove'} onOpenChange={(open) => { if (!open) setDoing(undefined) }} title={t('removeTitle', { name: title })} description={t('removeHint')} confirmLabel={t('remove')} danger busy={removing.isLoading} onConfirm={() => void takeAway()} />
      <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />
    </>
  )
}
