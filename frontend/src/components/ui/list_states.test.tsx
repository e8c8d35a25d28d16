import { act, screen, waitFor } from '@testing-library/react'
import { HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'

import { useListOperationsQuery } from '@/api/ops'
import { answers, answersInTurn, refuses } from '@/testing/handlers'
import { renderOps } from '@/testing/render'
import { problemBody, server } from '@/testing/server'

import { ListStates } from './list_states'
import { EmptyState } from './states'

function List() {
  const reading = useListOperationsQuery({})
  return (
    <>
      <button type="button" onClick={() => void reading.refetch()}>Read anew</button>
      <ListStates reading={reading} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title="No work yet" />}>
        {({ items }) => <p>{items.length} pieces of work</p>}
      </ListStates>
    </>
  )
}

const PAGE = { items: [{ operation_id: 'one' }, { operation_id: 'two' }], next_cursor: null }
const away = () => HttpResponse.json(problemBody('service_unavailable', 503), { status: 503, headers: { 'Content-Type': 'application/problem+json' } })

test('it comes, and is shown', async () => {
  server.use(answers('get', '/api/operations', PAGE))
  await renderOps(<List />)
  expect(screen.getByText('Loading')).toBeInTheDocument()
  expect(await screen.findByText('2 pieces of work')).toBeVisible()
  expect(screen.queryByText('Loading')).not.toBeInTheDocument()
})

test('there is nothing', async () => {
  server.use(answers('get', '/api/operations', { items: [], next_cursor: null }))
  await renderOps(<List />)
  expect(await screen.findByText('No work yet')).toBeVisible()
})

test('it failed: why, a reference for support, and another try', async () => {
  server.use(refuses('get', '/api/operations', 'internal_error', 500, { trace_id: 'abc123' }))
  const { user } = await renderOps(<List />)
  expect(await screen.findByRole('alert')).toHaveTextContent(/Something broke on our side.*abc123/)
  server.use(answers('get', '/api/operations', PAGE))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('2 pieces of work')).toBeVisible()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('stale: what is shown stays, with why it may be old, until it is read anew', async () => {
  server.use(answersInTurn('get', '/api/operations', () => HttpResponse.json(PAGE), away))
  const { user } = await renderOps(<List />)
  await screen.findByText('2 pieces of work')
  await user.click(screen.getByRole('button', { name: 'Read anew' }))
  expect(await screen.findByText(/^What you see may be out of date: /)).toBeVisible()
  expect(screen.getByText('2 pieces of work')).toBeVisible()
  server.use(answers('get', '/api/operations', { ...PAGE, items: PAGE.items.slice(1) }))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('1 pieces of work')).toBeVisible()
  await waitFor(() => expect(screen.queryByText(/out of date/)).not.toBeInTheDocument())
})

test('offline is said for as long as it lasts, and what was read stays', async () => {
  server.use(answers('get', '/api/operations', PAGE))
  await renderOps(<List />)
  await screen.findByText('2 pieces of work')
  const network = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  act(() => { window.dispatchEvent(new Event('offline')) })
  expect(screen.getByText('You are offline. What you see may be out of date.')).toBeVisible()
  expect(screen.getByText('2 pieces of work')).toBeVisible()
  network.mockReturnValue(true)
  act(() => { window.dispatchEvent(new Event('online')) })
  expect(screen.queryByText(/You are offline/)).not.toBeInTheDocument()
})
