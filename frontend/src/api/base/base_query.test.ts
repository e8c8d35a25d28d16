import { configureStore } from '@reduxjs/toolkit'
import { createApi } from '@reduxjs/toolkit/query'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'

import { answersInTurn, refuses, server } from '@/testing'

import { doneOrQueued, withEtag } from './answer'
import { type PortalRequest, portalBaseQuery } from './base_query'
import { sessionSlice } from './session_slice'

function portal() {
  const pauses: number[] = []
  const api = createApi({
    baseQuery: portalBaseQuery({ pause: async (milliseconds) => { pauses.push(milliseconds) }, random: () => 0.5 }),
    endpoints: (build) => ({
      ask: build.mutation<unknown, PortalRequest>({ query: (request) => request }),
      readSession: build.mutation<unknown, void>({ query: () => '/api/session' }),
      product: build.mutation<unknown, void>({ query: () => '/api/products/1', transformResponse: (body: object, meta) => withEtag(body, meta) }),
      ship: build.mutation<unknown, void>({
        query: () => ({ url: '/api/orders/1/shipments', method: 'POST', headers: { prefer: 'respond-async' } }),
        transformResponse: (body: object, meta) => doneOrQueued(body, meta),
      }),
    }),
  })
  const store = configureStore({
    reducer: { [api.reducerPath]: api.reducer, session: sessionSlice.reducer },
    middleware: (defaults) => defaults().concat(api.middleware),
  })
  return { store, pauses, api, ask: (request: PortalRequest) => store.dispatch(api.endpoints.ask.initiate(request)) }
}

const busy = (headers: Record<string, string> = {}) => () =>
  HttpResponse.json({ code: 'overloaded', title: 'Busy', status: 503, detail: '', trace_id: 't' }, { status: 503, headers })
const fine = () => HttpResponse.json({ fine: true })

test('the header against forged requests goes along; nulls do not', async () => {
  const seen = vi.fn()
  server.use(http.post('/api/orders', ({ request }) => { seen(Object.fromEntries(request.headers), new URL(request.url).search); return fine() }))
  await portal().ask({ url: '/api/orders', method: 'POST', body: { a: 1 }, headers: { prefer: null, 'Idempotency-Key': 'k' }, params: { cursor: null, limit: 5 } })
  const [headers, search] = seen.mock.calls[0]!
  expect(headers).toMatchObject({ 'x-csrf': '1', 'idempotency-key': 'k', 'content-type': 'application/json' })
  expect(headers).not.toHaveProperty('prefer')
  expect(search).toBe('?limit=5')
})

test('a list goes along item by item, an empty one not at all', async () => {
  const seen = vi.fn()
  server.use(http.get('/api/orders', ({ request }) => { seen(new URL(request.url).search); return fine() }))
  await portal().ask({ url: '/api/orders', params: { status: ['PROCESSING', 'SHIPPED'], tag: [], limit: 5 } })
  expect(seen).toHaveBeenCalledWith('?status=PROCESSING&status=SHIPPED&limit=5')
})

test('a read is tried again, with growing pauses, and then given up', async () => {
  const { ask, pauses } = portal()
  server.use(answersInTurn('get', '/api/products', busy(), () => HttpResponse.error(), fine))
  expect((await ask({ url: '/api/products' })).data).toEqual({ fine: true })
  expect(pauses).toEqual([300, 600])
  server.use(answersInTurn('get', '/api/products', busy()))
  expect((await ask({ url: '/api/products' })).error).toMatchObject({ code: 'overloaded', status: 503, trace_id: 't' })
  expect(pauses).toHaveLength(2 + 3)
})

test('Retry-After is respected, and nobody is let wait for long', async () => {
  const { ask, pauses } = portal()
  server.use(answersInTurn('get', '/api/products', busy({ 'Retry-After': '3' }), fine))
  expect((await ask({ url: '/api/products' })).data).toEqual({ fine: true })
  expect(pauses).toEqual([3000])
  server.use(answersInTurn('get', '/api/products', busy({ 'Retry-After': '60' }), fine))
  expect((await ask({ url: '/api/products' })).error).toMatchObject({ code: 'overloaded', retry_after: 60 })
  expect(pauses).toHaveLength(1)
})

test('what changes something is sent again only with a key', async () => {
  const { ask } = portal()
  const asked = vi.fn()
  server.use(http.post('/api/orders', ({ request }) => { asked(request.headers.get('Idempotency-Key')); return asked.mock.calls.length === 1 ? busy()() : fine() }))
  expect((await ask({ url: '/api/orders', method: 'POST' })).error).toMatchObject({ status: 503 })
  expect(asked).toHaveBeenCalledTimes(1)
  asked.mockClear()
  expect((await ask({ url: '/api/orders', method: 'POST', headers: { 'Idempotency-Key': 'same' } })).data).toEqual({ fine: true })
  expect(asked.mock.calls).toEqual([['same'], ['same']])
})

test('a refusal says what is wrong where, and what its kind says besides; it is not repeated', async () => {
  const { ask, pauses } = portal()
  const errors = [{ pointer: '/lines/0/quantity', code: 'too_large', detail: 'At most 99' }]
  server.use(refuses('post', '/api/orders', 'insufficient_stock', 409, { errors, shortages: [{ product_id: '1', available: 2 }] }))
  const { error } = await ask({ url: '/api/orders', method: 'POST', headers: { 'Idempotency-Key': 'k' } })
  expect(error).toMatchObject({ code: 'insufficient_stock', status: 409, errors, extra: { shortages: [{ product_id: '1', available: 2 }] } })
  expect(pauses).toEqual([])
})

test('nobody answers: the code says so, and there is no status', async () => {
  server.use(http.get('/api/products', () => HttpResponse.error()))
  expect((await portal().ask({ url: '/api/products' })).error).toMatchObject({ code: 'unreachable', status: 0 })
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  expect((await portal().ask({ url: '/api/products' })).error).toMatchObject({ code: 'offline', status: 0 })
})

test('an answer that is not the API\'s is told apart', async () => {
  server.use(http.get('/api/products', () => new HttpResponse('<html>', { status: 404, headers: { 'Content-Type': 'text/html' } })))
  expect((await portal().ask({ url: '/api/products' })).error).toMatchObject({ code: 'unreadable', status: 404 })
})

test('401 ends the session of the page, but asking who is signed in does not', async () => {
  const { store, api, ask } = portal()
  server.use(refuses('get', '/api/session', 'not_signed_in', 401), refuses('get', '/api/orders', 'not_signed_in', 401))
  await store.dispatch(api.endpoints.readSession.initiate())
  expect(store.getState().session.expired).toBe(false)
  await ask({ url: '/api/orders' })
  expect(store.getState().session.expired).toBe(true)
})

test('what an answer says beside its body', async () => {
  const { store, api } = portal()
  server.use(
    http.get('/api/products/1', () => HttpResponse.json({ name: 'Mug' }, { headers: { ETag: '"v3"' } })),
    http.post('/api/orders/1/shipments', () => HttpResponse.json({ operation_id: '7' }, { status: 202, headers: { Location: '/api/operations/7' } }), { once: true }),
    http.post('/api/orders/1/shipments', () => HttpResponse.json({ shipment_id: '8' }, { status: 201 })),
  )
  expect(await store.dispatch(api.endpoints.product.initiate()).unwrap()).toEqual({ name: 'Mug', etag: '"v3"' })
  expect(await store.dispatch(api.endpoints.ship.initiate()).unwrap()).toEqual({ queued: true, operation: { operation_id: '7' }, location: '/api/operations/7' })
  expect(await store.dispatch(api.endpoints.ship.initiate()).unwrap()).toEqual({ queued: false, done: { shipment_id: '8' } })
})

test('an answer without a body is null', async () => {
  server.use(http.delete('/api/webhooks/1', () => new HttpResponse(null, { status: 204 })))
  expect(await portal().ask({ url: '/api/webhooks/1', method: 'DELETE' })).toMatchObject({ data: null })
})
