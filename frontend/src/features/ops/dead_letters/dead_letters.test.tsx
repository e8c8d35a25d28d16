import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'

import type { DeadLetterView } from '@/api/ops'
import { answers, answersInTurn, http, HttpResponse, isSignedIn, OLIVIA, problemBody, refuses, renderOps, SAM, server } from '@/testing'

import { DeadLetterPage, DeadLettersPage } from '.'
import { matches } from './letter'

const LETTER: DeadLetterView = {
  dead_letter_id: '11111111-2222-4333-8444-555555555555', queue: 'ops-commands', cause: 'KeyError: order_id', found_at: '2026-11-25T10:00:00Z', state: 'WAITING',
  message: '{"kind":"ship_order","operation_id":"op-1","body":{"carrier":"UPS"}}', sent_instead: null, settled_at: null, settled_by: null,
}
const NOTE: DeadLetterView = { ...LETTER, dead_letter_id: '21111111-2222-4333-8444-555555555555', queue: 'notify-ops', cause: null, message: 'not json' }

test('matching is as the service does it', () => {
  expect(matches(LETTER, { queue: '', kind: '', cause: '' })).toBe(true)
  expect(matches(LETTER, { queue: 'ops-commands', kind: 'ship_order', cause: 'KeyError' })).toBe(true)
  expect(matches(LETTER, { queue: '', kind: '', cause: 'keyerror' })).toBe(false)
  expect(matches(NOTE, { queue: '', kind: 'ship_order', cause: '' })).toBe(false)
})

describe('the list', () => {
  test('is for managers, and says so to agents', async () => {
    server.use(isSignedIn(SAM))
    await renderOps(<DeadLettersPage />, { at: '/ops/dead-letters' })
    expect(await screen.findByText('Only managers see messages that failed and decide what becomes of them.')).toBeVisible()
  })

  test('says what failed and why', async () => {
    server.use(isSignedIn(OLIVIA), answers('get', '/api/dead-letters', { items: [LETTER, NOTE], next_cursor: null }))
    await renderOps(<DeadLettersPage />, { at: '/ops/dead-letters' })
    expect(await screen.findByRole('link', { name: 'ship_order' })).toHaveAttribute('href', `/ops/dead-letters/${LETTER.dead_letter_id}`)
    expect(screen.getByText('KeyError: order_id')).toBeVisible()
    expect(screen.getByText('Not known')).toBeVisible()
  })

  test('with none waiting is good news; a failure is told and tried again', async () => {
    const broken = () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 })
    server.use(isSignedIn(OLIVIA), answersInTurn('get', '/api/dead-letters', broken, () => HttpResponse.json({ items: [], next_cursor: null })))
    const { user } = await renderOps(<DeadLettersPage />, { at: '/ops/dead-letters' })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('No message waits')).toBeVisible()
  })

  test('sends all that match again, and counts them first', async () => {
    const asked: unknown[] = []
    server.use(
      isSignedIn(OLIVIA),
      answers('get', '/api/dead-letters', { items: [LETTER, NOTE], next_cursor: null }),
      http.post('/api/dead-letters/redrive', async ({ request }) => {
        asked.push(await request.json())
        return HttpResponse.json({ redriven: 1 })
      }),
    )
    const { user } = await renderOps(<DeadLettersPage />, { at: '/ops/dead-letters' })
    await user.click(await screen.findByRole('button', { name: 'Send matching again' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(await dialog.findByText('2 that wait match.')).toBeVisible()
    await user.selectOptions(dialog.getByLabelText('Queue'), 'ops-commands')
    expect(dialog.getByText('1 that waits matches.')).toBeVisible()
    await user.click(dialog.getByRole('button', { name: 'Send 1 again' }))
    expect(await screen.findByText('1 message goes back into its queue')).toBeInTheDocument()
    expect(asked).toEqual([{ queue: 'ops-commands', kind: null, cause: null }])
  })
})

describe('one', () => {
  const path = '/api/dead-letters/:id'

  test('is edited and sent; what is no JSON is not', async () => {
    const asked: unknown[] = []
    server.use(isSignedIn(OLIVIA), answers('get', path, LETTER), http.post(`${path}/redrive`, async ({ request }) => {
      asked.push(await request.json())
      return HttpResponse.json({ ...LETTER, state: 'REDRIVING' })
    }))
    const { user } = await renderOps(<DeadLetterPage deadLetterId={LETTER.dead_letter_id} />)
    await user.click(await screen.findByRole('button', { name: 'Edit and send' }))
    const editor = screen.getByLabelText('The message to send instead')
    await user.clear(editor)
    await user.click(editor)
    await user.paste('{"kind": ')
    expect(screen.getByText(/^This is no JSON/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Send edited' })).toBeDisabled()
    await user.paste('"ship_order"}')
    await user.click(screen.getByRole('button', { name: 'Send edited' }))
    expect(await screen.findByText('1 message goes back into its queue')).toBeInTheDocument()
    expect(asked).toEqual([{ message: { kind: 'ship_order' } }])
  })

  test('whose edit is refused says so in place', async () => {
    server.use(isSignedIn(OLIVIA), answers('get', path, LETTER), refuses('post', `${path}/redrive`, 'dead_letter_settled', 409, { detail: 'It was sent again already.' }))
    const { user } = await renderOps(<DeadLetterPage deadLetterId={LETTER.dead_letter_id} />)
    await user.click(await screen.findByRole('button', { name: 'Send again' }))
    expect(await screen.findByText('It was sent again already.')).toBeVisible()
  })

  test('that goes back is followed until it has', async () => {
    const redriven = { ...LETTER, state: 'REDRIVEN', settled_by: 'ops:olivia', settled_at: '2026-11-25T11:00:00Z' }
    server.use(isSignedIn(OLIVIA), answersInTurn('get', path, () => HttpResponse.json({ ...LETTER, state: 'REDRIVING' }), () => HttpResponse.json(redriven)))
    await renderOps(<DeadLetterPage deadLetterId={LETTER.dead_letter_id} />)
    expect(await screen.findByText('Going back')).toBeVisible()
    expect(await screen.findByText('Sent again')).toBeVisible()
  })

  test('that was discarded is only to be seen', async () => {
    server.use(isSignedIn(OLIVIA), answers('get', path, { ...LETTER, state: 'DISCARDED', settled_by: 'ops:olivia', settled_at: '2026-11-25T11:00:00Z' }))
    await renderOps(<DeadLetterPage deadLetterId={LETTER.dead_letter_id} />)
    expect(await screen.findByText('Discarded by')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull()
  })
})
