import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'

import type { DeliveryView, WebhookView, WebhookWithSecret } from '@/api/ops'
import { answers, answersInTurn, http, HttpResponse, isSignedIn, OLIVIA, problemBody, refuses, renderOps, SAM, server } from '@/testing'

import { WebhookPage, WebhooksPage } from '.'
import { stateOf } from './webhook'

const WEBHOOK: WebhookView = {
  webhook_id: 'w1', url: 'https://books.example/hook', description: 'Bookkeeping', types: ['order.placed', 'order.cancelled'],
  enabled: true, disabled_because: null, failing_since: null, created_at: '2026-11-25T10:00:00Z', created_by: 'ops:olivia',
}
const DELIVERY: DeliveryView = {
  delivery_id: 'd1', message_id: 'o:1', type: 'order.placed', state: 'FAILED', created_at: '2026-11-25T10:00:00Z', next_attempt_at: null,
  attempts: [{ at: '2026-11-25T10:00:01Z', duration_ms: 12, status: 500, error: null }, { at: '2026-11-25T10:00:05Z', duration_ms: 1500, status: null, error: 'timed_out' }],
}

test('a state in a word', () => {
  expect(stateOf(WEBHOOK)).toBe('on')
  expect(stateOf({ ...WEBHOOK, failing_since: '2026-11-25T10:00:00Z' })).toBe('failing')
  expect(stateOf({ ...WEBHOOK, enabled: false })).toBe('off')
  expect(stateOf({ ...WEBHOOK, enabled: false, disabled_because: 'gone' })).toBe('gone')
  expect(stateOf({ ...WEBHOOK, enabled: false, disabled_because: 'failing' })).toBe('given-up')
})

describe('the list', () => {
  test('is for managers', async () => {
    server.use(isSignedIn(SAM))
    await renderOps(<WebhooksPage />)
    expect(await screen.findByText('Only managers say who outside hears of what happens.')).toBeVisible()
  })

  test('that is empty says what one could add; a failure is tried again', async () => {
    const broken = () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 })
    server.use(isSignedIn(OLIVIA), answersInTurn('get', '/api/webhooks', broken, () => HttpResponse.json({ items: [] })))
    const { user } = await renderOps(<WebhooksPage />)
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('No webhooks yet')).toBeVisible()
  })

  test('one is added under one key, and its secret is shown this once', async () => {
    const asked: unknown[] = []
    const keys = new Set<string | null>()
    server.use(isSignedIn(OLIVIA), answers('get', '/api/webhooks', { items: [WEBHOOK] }), http.post('/api/webhooks', async ({ request }) => {
      keys.add(request.headers.get('Idempotency-Key'))
      asked.push(await request.json())
      if (asked.length === 1) return HttpResponse.json(problemBody('invalid_request', 422, { errors: [{ pointer: '/url', code: 'value_error', detail: 'It must be an https address.' }] }), { status: 422 })
      return HttpResponse.json({ ...WEBHOOK, secret: 'whsec_abc' } satisfies WebhookWithSecret, { status: 201 })
    }))
    const { user } = await renderOps(<WebhooksPage />)
    await user.click(await screen.findByRole('button', { name: 'Add webhook' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Add webhook' }))
    expect(dialog.getByText('This is no address. It begins with https://.')).toBeVisible()
    expect(dialog.getByText('Choose at least one.')).toBeVisible()
    await user.type(dialog.getByLabelText('Address'), 'http://books.example/hook')
    await user.click(dialog.getByLabelText('order.placed'))
    await user.click(dialog.getByRole('button', { name: 'Add webhook' }))
    expect(await dialog.findByText('It must be an https address.')).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Add webhook' }))
    expect(await screen.findByText('whsec_abc')).toBeVisible()
    expect(asked.at(-1)).toEqual({ url: 'http://books.example/hook', description: '', types: ['order.placed'] })
    expect(keys.size).toBe(1)
    await user.click(screen.getByRole('button', { name: 'I have kept it' }))
    expect(screen.queryByText('whsec_abc')).toBeNull()
  })
})

describe('one webhook', () => {
  const at = '/ops/webhooks/w1'

  test('shows its deliveries with how the latest attempt ended, and sends one again', async () => {
    const again: string[] = []
    server.use(
      isSignedIn(OLIVIA),
      answers('get', '/api/webhooks/:id', WEBHOOK),
      answers('get', '/api/webhooks/:id/deliveries', { items: [DELIVERY], next_cursor: null }),
      http.post('/api/webhooks/:id/deliveries/:delivery/redelivery', ({ params }) => {
        again.push(String(params.delivery))
        return HttpResponse.json({ ...DELIVERY, state: 'PENDING' }, { status: 202 })
      }),
    )
    const { user } = await renderOps(<WebhookPage webhookId="w1" />, { at })
    expect(await screen.findByText('No answer in 1,500 ms, 2 attempts')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Send again' }))
    expect(await screen.findByText('It is sent again')).toBeInTheDocument()
    expect(again).toEqual(['d1'])
  })

  test('is turned off, which can be undone', async () => {
    const asked: unknown[] = []
    server.use(
      isSignedIn(OLIVIA),
      answers('get', '/api/webhooks/:id', WEBHOOK),
      answers('get', '/api/webhooks/:id/deliveries', { items: [], next_cursor: null }),
      http.patch('/api/webhooks/:id', async ({ request }) => {
        asked.push(await request.json())
        return HttpResponse.json(WEBHOOK)
      }),
    )
    const { user } = await renderOps(<WebhookPage webhookId="w1" />, { at })
    await user.click(await screen.findByRole('button', { name: 'Turn off' }))
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByText('Turned on')).toBeInTheDocument()
    expect(asked).toEqual([{ enabled: false }, { enabled: true }])
  })

  test('that nobody knows leads to all of them', async () => {
    server.use(isSignedIn(OLIVIA), refuses('get', '/api/webhooks/:id', 'not_found', 404))
    await renderOps(<WebhookPage webhookId="w9" />, { at })
    expect(await screen.findByText('There is no such webhook')).toBeVisible()
  })
})
