import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import { sessionExpired } from '@/api/base/session_slice'
import { useSession } from '@/api/ops'
import { ADA, isSignedIn, isSignedOut, refuses, renderOps, SAM, server } from '@/testing'

import { Doorkeeper } from './doorkeeper'

function Desk() {
  return <Doorkeeper session={useSession()}><p>The queue</p></Doorkeeper>
}

test('an agent is let in, and keeps what is on the screen when the session ends', async () => {
  server.use(isSignedIn(SAM))
  const { store } = await renderOps(<Desk />, { at: '/ops/orders?status=PROCESSING' })
  expect(await screen.findByText('The queue')).toBeVisible()
  store.dispatch(sessionExpired())
  expect(await screen.findByRole('alert')).toHaveTextContent('Your session has ended')
  expect(screen.getByText('The queue')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Sign in again' })).toHaveAttribute('href', '/api/session/sign-in?return_to=%2Fops%2Forders%3Fstatus%3DPROCESSING')
})

test('nobody sees nothing but the way to sign in', async () => {
  server.use(isSignedOut())
  await renderOps(<Desk />)
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in to operations' })).toBeVisible()
  expect(screen.queryByText('The queue')).toBeNull()
})

test('a customer is told that this is not for them', async () => {
  server.use(isSignedIn(ADA))
  await renderOps(<Desk />)
  expect(await screen.findByText(/Ada Lindqvist has no operations role/)).toBeVisible()
  expect(screen.queryByText('The queue')).toBeNull()
})

test('a failure to ask is told apart from nobody', async () => {
  server.use(refuses('get', '/api/session', 'internal_error', 500))
  await renderOps(<Desk />)
  expect(await screen.findByText('It cannot be found out who you are')).toBeVisible()
})
