import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'

import type { ListOperationsApiResponse, OperationView } from '@/api/ops'
import { answers, answersInTurn, HttpResponse, problemBody, refuses, renderOps, server } from '@/testing'

import { OperationPage, OperationsPage } from '.'
import { changed, operationChangeIn } from './operation_events'

const SHIPPING: OperationView = {
  operation_id: 'op-1', kind: 'ship_order', state: 'QUEUED', attempts: 1, asked_by: 'sam', parameters: { order_id: 'abcdef0123456789' },
  created_at: '2026-11-25T10:00:00Z', updated_at: '2026-11-25T10:00:01.000Z', progress: null, result: null, problem: null,
}

function event(more: Record<string, unknown>) {
  return { type: 'operation.changed', event_id: 'e', operation_id: 'op-1', state: 'RUNNING', attempts: 2, at: '2026-11-25T10:00:02.000Z', kind: 'ship_order', asked_by: 'sam', progress: null, ...more }
}

describe('an event', () => {
  test('moves the operation that it names', () => {
    const change = operationChangeIn(event({}))!
    expect(changed(SHIPPING, change)).toMatchObject({ state: 'RUNNING', attempts: 2 })
    expect(changed({ ...SHIPPING, operation_id: 'op-2' }, change).state).toBe('QUEUED')
  })

  test('that is older than what is shown changes nothing', () => {
    const change = operationChangeIn(event({ at: '2026-11-25T09:59:59.000Z', state: 'RUNNING' }))!
    expect(changed(SHIPPING, change)).toBe(SHIPPING)
  })

  test('of another type, or in a state unknown here, is none', () => {
    expect(operationChangeIn({ type: 'order.placed' })).toBeUndefined()
    expect(operationChangeIn(event({ state: 'ASLEEP' }))).toBeUndefined()
  })
})

describe('the list', () => {
  const page: ListOperationsApiResponse = {
    items: [SHIPPING, { ...SHIPPING, operation_id: 'op-2', kind: 'import_products', parameters: {}, state: 'RUNNING', progress: { new: 3, wrong: 1, changed: 0 } }],
    next_cursor: null,
  }

  test('says what, how far, and about which order', async () => {
    server.use(answers('get', '/api/operations', page))
    await renderOps(<OperationsPage />, { at: '/ops/operations' })
    expect(await screen.findByRole('link', { name: 'Ship order' })).toHaveAttribute('href', '/ops/operations/op-1')
    expect(screen.getByRole('link', { name: 'Order abcdef01' })).toHaveAttribute('href', '/ops/orders/abcdef0123456789')
    expect(screen.getByText('3 new, 1 wrong')).toBeVisible()
  })

  test('that is empty says what would be in it', async () => {
    server.use(answers('get', '/api/operations', { items: [], next_cursor: null }))
    await renderOps(<OperationsPage />, { at: '/ops/operations', locale: 'de' })
    expect(await screen.findByText('Nichts ist in Arbeit')).toBeVisible()
  })

  test('that cannot be read is tried again', async () => {
    const broken = () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 })
    server.use(answersInTurn('get', '/api/operations', broken, () => HttpResponse.json(page)))
    const { user } = await renderOps(<OperationsPage />, { at: '/ops/operations' })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('link', { name: 'Ship order' })).toBeVisible()
  })
})

describe('one operation', () => {
  test('that was refused says why', async () => {
    const problem = { code: 'transition_refused', title: 'Transition refused', detail: 'The order is CANCELLED.' }
    server.use(answers<OperationView>('get', '/api/operations/:id', { ...SHIPPING, state: 'REFUSED', problem }))
    await renderOps(<OperationPage operationId="op-1" />)
    expect(await screen.findByRole('heading', { level: 1, name: 'Ship order' })).toBeVisible()
    expect(screen.getByText('Why it was refused')).toBeVisible()
    expect(screen.getByText('The order is CANCELLED.')).toBeVisible()
  })

  test('with many orders says what came of each', async () => {
    const result = { moved: 1, refused: 1, orders: [{ order_id: 'aaaaaaaa-1' }, { order_id: 'bbbbbbbb-2', problem: { detail: 'It is cancelled.' } }] }
    server.use(answers<OperationView>('get', '/api/operations/:id', { ...SHIPPING, kind: 'move_orders', parameters: {}, state: 'SUCCEEDED', result }))
    await renderOps(<OperationPage operationId="op-1" />)
    expect(await screen.findByText('It is cancelled.')).toBeVisible()
    expect(screen.getByText('Done', { selector: 'td *, td' })).toBeVisible()
  })

  test('in one piece says that it was done', async () => {
    server.use(answers<OperationView>('get', '/api/operations/:id', { ...SHIPPING, state: 'SUCCEEDED', result: { order_id: 'o1', version: 2 } }))
    await renderOps(<OperationPage operationId="op-1" />)
    expect(await screen.findByText('It was done.')).toBeVisible()
  })

  test('that nobody knows leads to all of them', async () => {
    server.use(refuses('get', '/api/operations/:id', 'not_found', 404))
    await renderOps(<OperationPage operationId="gone" />)
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'There is no such operation' })).toBeVisible())
    expect(screen.getByRole('link', { name: 'All operations' })).toHaveAttribute('href', '/ops/operations')
  })
})
