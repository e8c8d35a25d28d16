import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'

import type { Order, OrderRequest, Product } from '@/api/shop'
import { ADA, address, answers, http, HttpResponse, isSignedIn, isSignedOut, problemBody, refuses, renderShop, server } from '@/testing'

import type { Attempt, Basket } from '../basket'
import { BasketKeeper } from '../basket_keeper'
import { BASKET_KEY, keptBasket } from '../basket_storage'
import { Checkout } from '.'

const SHIP_TO = { name: 'Ada Lindqvist', line1: 'Skeppargatan 41', line2: null, postal_code: '114 58', city: 'Stockholm', region: null, country: 'SE' }
const page = <><BasketKeeper /><Checkout /></>

function product(id: string, amount = 3500, available = 100): Product {
  return {
    product_id: id, sku: id, name: `Mug ${id}`, description: '', image_url: null, category: 'drinkware',
    price: { amount_minor: amount, currency: 'USD' }, available, in_stock: available > 0,
  }
}

function order(id: string): Order {
  return {
    order_id: id, status: 'PROCESSING', lines: [], total: { amount_minor: 7000, currency: 'USD' }, ship_to: SHIP_TO, shipments: [], version: 1,
    created_at: '2026-11-25T10:00:00Z', updated_at: '2026-11-25T10:00:00Z',
  }
}

function keeps(attempt: Attempt | null = null): void {
  const lines = [2, 1].map((quantity, index) => ({ product_id: 'ab'[index]!, quantity, name: `Mug ${'ab'[index]}`, image_url: null, price: { amount_minor: 3500, currency: 'USD' } }))
  localStorage.setItem(BASKET_KEY, JSON.stringify({ key: 'the-key', lines, attempt } satisfies Basket))
}

const REQUEST: Attempt['request'] = { lines: [{ product_id: 'a', quantity: 2 }, { product_id: 'b', quantity: 1 }], ship_to: SHIP_TO, expected_total: { amount_minor: 10500, currency: 'USD' } }

/** What was ordered, with which key; answered in turn, the last answer again and again. */
function takes(...turns: (() => Response | Promise<Response>)[]) {
  const asked: { key: string | null; body: OrderRequest; kept: Basket | null }[] = []
  server.use(http.post('/api/orders', async ({ request }) => {
    asked.push({ key: request.headers.get('Idempotency-Key'), body: await request.json() as OrderRequest, kept: keptBasket() })
    return await turns[Math.min(asked.length, turns.length) - 1]!()
  }))
  return asked
}

const made = () => HttpResponse.json(order('o1'), { status: 201 })
const refused = (code: string, more: Record<string, unknown>) => () => HttpResponse.json(problemBody(code, 409, more), { status: 409 })

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  server.use(
    isSignedIn(ADA), answers('get', '/api/products/a', product('a')), answers('get', '/api/products/b', product('b')),
    answers('get', '/api/orders', { items: [{ ...order('o0'), ship_to: SHIP_TO }], next_cursor: null }),
  )
})

const formIsFilled = async () => await waitFor(() => expect(screen.getByRole('textbox', { name: 'Street and number' })).toHaveValue('Skeppargatan 41'))

async function placeOrder(user: Awaited<ReturnType<typeof renderShop>>['user']) {
  await formIsFilled()
  await waitFor(() => expect(screen.getByText('Total')).toBeVisible())
  await user.click(screen.getByRole('button', { name: 'Place order' }))
}

test('the last address, the total that was shown, one key; then the order', async () => {
  keeps()
  const asked = takes(made)
  const { user } = await renderShop(page, { at: '/checkout' })
  await placeOrder(user)
  await waitFor(() => expect(address.value).toBe('/orders/o1?placed=1'))
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ key: 'the-key', body: REQUEST })
  expect(asked[0]!.kept).toMatchObject({ key: 'the-key', attempt: { who: 'ada', request: REQUEST } }) // written down before it left
  const after = keptBasket()!
  expect(after).toMatchObject({ lines: [], attempt: null })
  expect(after.key).not.toBe('the-key')
})

test('a double click is one order', async () => {
  keeps()
  const asked = takes(async () => { await new Promise((resolve) => setTimeout(resolve, 50)); return made() })
  const { user } = await renderShop(page, { at: '/checkout' })
  await formIsFilled()
  await user.dblClick(screen.getByRole('button', { name: 'Place order' }))
  await waitFor(() => expect(address.value).toBe('/orders/o1?placed=1'))
  expect(asked).toHaveLength(1)
})

test('no answer: it says so, everything else waits, and Try again sends the same with the same key', async () => {
  keeps()
  const asked = takes(() => HttpResponse.json(problemBody('internal_error', 500), { status: 500 }), made)
  const { user } = await renderShop(page, { at: '/checkout' })
  await placeOrder(user)
  expect(await screen.findByText('We have not heard whether your order was placed')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Place order' })).toBeDisabled()
  expect(keptBasket()).toMatchObject({ key: 'the-key', attempt: { request: REQUEST } })
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(address.value).toBe('/orders/o1?placed=1'))
  expect(asked.map(({ key }) => key)).toEqual(['the-key', 'the-key'])
  expect(asked[1]!.body).toEqual(asked[0]!.body)
})

test('after a reload in the middle the same is asked again by itself', async () => {
  keeps({ who: 'ada', at: Date.now() - 5_000, request: REQUEST })
  const asked = takes(made)
  await renderShop(page, { at: '/checkout' })
  await waitFor(() => expect(address.value).toBe('/orders/o1?placed=1'))
  expect(asked.map(({ key, body }) => ({ key, body }))).toEqual([{ key: 'the-key', body: REQUEST }])
})

test('what was sent days ago waits for a click', async () => {
  keeps({ who: 'ada', at: Date.now() - 86_400_000, request: REQUEST })
  const asked = takes(made)
  const { user } = await renderShop(page, { at: '/checkout' })
  await user.click(await screen.findByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(address.value).toBe('/orders/o1?placed=1'))
  expect(asked).toHaveLength(1)
})

test('what another person sent is not sent in this one\'s name', async () => {
  keeps({ who: 'grace', at: Date.now(), request: REQUEST })
  const asked = takes(made)
  await renderShop(page, { at: '/checkout' })
  await waitFor(() => expect(keptBasket()?.attempt).toBeNull())
  expect(keptBasket()!.key).not.toBe('the-key')
  expect(asked).toHaveLength(0)
})

test('another tab has sent it in the meantime: this one asks after that order', async () => {
  keeps()
  const asked = takes(made)
  const { user } = await renderShop(page, { at: '/checkout' })
  await formIsFilled()
  const elsewhere = { ...REQUEST, ship_to: { ...SHIP_TO, line1: 'Elsewhere 1' } }
  keeps({ who: 'ada', at: Date.now() - 86_400_000, request: elsewhere }) // no storage event has come yet
  await user.click(screen.getByRole('button', { name: 'Place order' }))
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]).toMatchObject({ key: 'the-key', body: elsewhere })
})

test('a changed price is shown, and one click orders at the new one, with a new key', async () => {
  keeps()
  const changes = {
    current_total: { amount_minor: 11500, currency: 'USD' },
    price_changes: [{ product_id: 'a', quantity: 2, unit_price: { amount_minor: 4000, currency: 'USD' } }, { product_id: 'b', quantity: 1, unit_price: { amount_minor: 3500, currency: 'USD' } }],
  }
  const asked = takes(refused('price_changed', changes), made)
  const { user } = await renderShop(page, { at: '/checkout' })
  await placeOrder(user)
  const box = await screen.findByRole('alert')
  expect(within(box).getByText('Now $40.00 each, was $35.00.')).toBeVisible()
  expect(within(box).getAllByRole('listitem')).toHaveLength(1) // the other one costs what it did
  await user.click(within(box).getByRole('button', { name: 'Accept and order for $115.00' }))
  await waitFor(() => expect(address.value).toBe('/orders/o1?placed=1'))
  expect(asked[1]!.body).toEqual({ ...REQUEST, expected_total: { amount_minor: 11500, currency: 'USD' } })
  expect(asked[1]!.key).not.toBe('the-key')
})

test('shortages and what is gone are shown line by line, and one click orders the rest', async () => {
  keeps()
  const asked = takes(refused('insufficient_stock', { shortages: [{ product_id: 'a', requested: 2, available: 1 }], unavailable: [{ product_id: 'b', reason: 'archived' }] }), made)
  const { user } = await renderShop(page, { at: '/checkout' })
  await placeOrder(user)
  expect(await screen.findByText('Only 1 left instead of 2.')).toBeVisible()
  expect(screen.getByText('No longer for sale: left out.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Accept and order for $35.00' }))
  await waitFor(() => expect(asked).toHaveLength(2))
  expect(asked[1]!.body).toMatchObject({ lines: [{ product_id: 'a', quantity: 1 }], expected_total: { amount_minor: 3500, currency: 'USD' } })
})

test('nothing left: there is nothing to accept', async () => {
  keeps()
  takes(refused('insufficient_stock', { shortages: [{ product_id: 'a', requested: 2, available: 0 }, { product_id: 'b', requested: 1, available: 0 }] }))
  const { user } = await renderShop(page, { at: '/checkout' })
  await placeOrder(user)
  expect(await screen.findByText('None of it can be ordered any more.')).toBeVisible()
  expect(screen.queryByRole('button', { name: /Accept/ })).not.toBeInTheDocument()
})

test('an address that is not one is refused before it is sent, and what the service refuses stands at its field', async () => {
  keeps()
  server.use(answers('get', '/api/orders', { items: [], next_cursor: null }))
  const send = vi.fn()
  server.use(http.post('/api/orders', () => {
    send()
    return HttpResponse.json(problemBody('validation_failed', 422, { errors: [{ pointer: '/ship_to/postal_code', code: 'invalid', detail: 'No such code.' }] }), { status: 422 })
  }))
  const { user } = await renderShop(page, { at: '/checkout' })
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('Ada Lindqvist'))
  await user.click(screen.getByRole('button', { name: 'Place order' }))
  expect(await screen.findAllByText('Please fill this in.')).toHaveLength(3)
  expect(screen.getByText('Please choose a country.')).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Street and number' })).toHaveFocus()
  expect(send).not.toHaveBeenCalled()
  await user.type(screen.getByRole('textbox', { name: 'Street and number' }), 'Main Street 1')
  await user.type(screen.getByRole('textbox', { name: 'Postal code' }), '12345')
  await user.type(screen.getByRole('textbox', { name: 'Town' }), 'Springfield')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Country' }), 'US')
  await user.click(screen.getByRole('button', { name: 'Place order' }))
  expect(await screen.findByText('No such code.')).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Postal code' })).toHaveAttribute('aria-invalid', 'true')
})

test('signed out, and with nothing to order', async () => {
  server.use(isSignedOut())
  keeps()
  const { unmount } = await renderShop(page, { at: '/checkout?currency=USD' })
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in to check out' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/api/session/sign-in?return_to=%2Fcheckout%3Fcurrency%3DUSD')
  unmount()
  localStorage.clear()
  server.use(isSignedIn(ADA))
  await renderShop(page, { at: '/checkout' })
  expect(await screen.findByRole('heading', { level: 1, name: 'There is nothing to order' })).toBeVisible()
})

test('a refusal of another kind is told in words', async () => {
  keeps()
  server.use(refuses('post', '/api/orders', 'idempotency_key_reused', 422))
  const { user } = await renderShop(page, { at: '/checkout' })
  await placeOrder(user)
  expect(await screen.findByText(/This basket was already ordered/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Your orders' })).toHaveAttribute('href', '/orders')
})
