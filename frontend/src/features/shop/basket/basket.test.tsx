import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'

import type { Product } from '@/api/shop'
import { ADA, answers, isSignedIn, isSignedOut, refuses, renderShop, server } from '@/testing'

import { QuickAdd } from '.'
import { AddToBasket } from './add_to_basket'
import type { Basket } from './basket'
import { BasketButton } from './basket_button'
import { BasketKeeper } from './basket_keeper'
import { BasketPage } from './basket_page'
import { BASKET_KEY, basketFrom, keptBasket } from './basket_storage'

function product(id: string, more: Partial<Product> = {}): Product {
  return {
    product_id: id, sku: id, name: `Mug ${id}`, description: '', image_url: null, category: 'drinkware',
    price: { amount_minor: 3500, currency: 'USD' }, available: 100, in_stock: true, ...more,
  }
}

function keeps(...lines: (Partial<Product> & { product_id: string; quantity: number })[]): Basket {
  const basket: Basket = {
    key: 'the-key',
    lines: lines.map(({ product_id: id, quantity, price, name }) => ({ product_id: id, quantity, name: name ?? `Mug ${id}`, image_url: null, price: price ?? { amount_minor: 3500, currency: 'USD' } })),
    attempt: null,
  }
  localStorage.setItem(BASKET_KEY, JSON.stringify(basket))
  return basket
}

const sells = (...products: Product[]) => server.use(...products.map((one) => answers('get', `/api/products/${one.product_id}`, one)))
const page = <><BasketKeeper /><BasketButton /><BasketPage /></>

beforeEach(() => {
  localStorage.clear()
  server.use(isSignedIn(ADA))
})

test('an empty basket says so, and leads into the shop', async () => {
  await renderShop(page)
  expect(await screen.findByRole('heading', { level: 1, name: 'Your basket is empty' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Basket, empty' })).toBeVisible()
})

test('what was put into it survives a reload, at the prices of now', async () => {
  keeps({ product_id: 'a', quantity: 2 }, { product_id: 'b', quantity: 1 })
  sells(product('a'), product('b', { price: { amount_minor: 4000, currency: 'USD' } }))
  await renderShop(page)
  expect(await screen.findByText('Now $40.00. It was $35.00 when you put it here.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Basket, 3 items' })).toBeVisible()
  expect(await screen.findByText('Subtotal')).toBeVisible()
  expect(screen.getByText('$110.00')).toBeVisible()
})

test('while a price cannot be read the subtotal is an estimate, and says so', async () => {
  keeps({ product_id: 'a', quantity: 2 })
  server.use(refuses('get', '/api/products/a', 'internal_error', 500))
  await renderShop(page)
  expect(await screen.findByText('Estimated subtotal')).toBeVisible()
  expect(screen.getAllByText('$70.00')[0]).toBeVisible()
})

test('oversold, sold out and gone: each line says what can be done', async () => {
  keeps({ product_id: 'a', quantity: 5 }, { product_id: 'b', quantity: 1 }, { product_id: 'c', quantity: 1 })
  sells(product('a', { available: 2 }), product('b', { available: 0 }))
  server.use(refuses('get', '/api/products/c', 'not_found', 404))
  const { user } = await renderShop(page)
  expect(await screen.findByText('Only 2 left.')).toBeVisible()
  expect(await screen.findByText('Sold out since you put it here.')).toBeVisible()
  expect(await screen.findByText('No longer for sale. It will not be part of the order.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Take 2' }))
  expect(screen.getByRole('textbox', { name: 'Quantity of Mug a' })).toHaveValue('2')
  expect(screen.queryByText('Only 2 left.')).not.toBeInTheDocument()
})

test('fifty clicks are gathered: one line, few writes, no request', async () => {
  sells()
  const write = vi.spyOn(Storage.prototype, 'setItem')
  const { user } = await renderShop(<><BasketKeeper /><AddToBasket product={product('a')} /><BasketButton /></>)
  const more = screen.getByRole('button', { name: 'Quantity: one more' })
  for (let click = 0; click < 50; click++) await user.click(more)
  await user.click(screen.getByRole('button', { name: 'Add to basket' }))
  expect(await screen.findByText('51 are in your basket')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Basket, 51 items' })).toBeVisible()
  await waitFor(() => expect(keptBasket()?.lines[0]?.quantity).toBe(51))
  expect(write.mock.calls.length).toBeLessThanOrEqual(2)
})

test('clicks in the basket are written down together', async () => {
  keeps({ product_id: 'a', quantity: 1 })
  sells(product('a'))
  const { user } = await renderShop(page)
  const more = await screen.findByRole('button', { name: 'Quantity of Mug a: one more' })
  const write = vi.spyOn(Storage.prototype, 'setItem')
  const began = performance.now()
  for (let click = 0; click < 50; click++) await user.click(more)
  const gathered = (performance.now() - began) / 150 + 2
  await waitFor(() => expect(keptBasket()?.lines[0]?.quantity).toBe(51))
  expect(write.mock.calls.length).toBeLessThanOrEqual(Math.min(49, gathered))
})

test('another tab changes it, here too', async () => {
  keeps({ product_id: 'a', quantity: 1 })
  sells(product('a'), product('b'))
  await renderShop(page)
  expect(await screen.findByRole('link', { name: 'Basket, 1 item' })).toBeVisible()
  keeps({ product_id: 'b', quantity: 7 })
  act(() => { window.dispatchEvent(new StorageEvent('storage', { key: BASKET_KEY, newValue: localStorage.getItem(BASKET_KEY) })) })
  expect(await screen.findByText('Mug b')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Basket, 7 items' })).toBeVisible()
  expect(screen.queryByText('Mug a')).not.toBeInTheDocument()
})

test('an order has one currency: two of them are two orders', async () => {
  keeps({ product_id: 'a', quantity: 1 }, { product_id: 'b', quantity: 2, price: { amount_minor: 5000, currency: 'JPY' } })
  sells(product('a'), product('b', { price: { amount_minor: 5000, currency: 'JPY' } }))
  await renderShop(page)
  expect(await screen.findByText(/sold in USD, JPY. An order has one currency/)).toBeVisible()
  const yen = screen.getByRole('region', { name: 'In JPY' })
  expect(within(yen).getAllByText('¥10,000')[0]).toBeVisible()
  expect(within(yen).getByRole('link', { name: 'Go to checkout' })).toHaveAttribute('href', '/checkout?currency=JPY')
})

test('removed, and taken back', async () => {
  keeps({ product_id: 'a', quantity: 3 }, { product_id: 'b', quantity: 1 })
  sells(product('a'), product('b'))
  const { user } = await renderShop(page)
  await user.click(await screen.findByRole('button', { name: 'Remove Mug a' }))
  expect(screen.getByRole('link', { name: 'Basket, 1 item' })).toBeVisible()
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(screen.getByRole('link', { name: 'Basket, 4 items' })).toBeVisible()
})

test('signed out: signing in comes back to the checkout', async () => {
  server.use(isSignedOut())
  keeps({ product_id: 'a', quantity: 1 })
  sells(product('a'))
  await renderShop(page)
  expect(await screen.findByRole('link', { name: 'Sign in to check out' })).toHaveAttribute('href', '/api/session/sign-in?return_to=%2Fcheckout')
})

test('clicks from a list are told as one, and taken back as one', async () => {
  keeps({ product_id: 'a', quantity: 2 })
  sells(product('a'))
  const { user, store } = await renderShop(<><BasketKeeper /><QuickAdd product={product('a')} /></>)
  const more = screen.getByRole('button', { name: /Mug a/ })
  await waitFor(() => expect(more).toBeEnabled())
  for (let click = 0; click < 3; click++) await user.click(more)
  expect(await screen.findByText('5 × Mug a are in your basket')).toBeVisible()
  expect(screen.getAllByRole('button', { name: 'Undo' })).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(store.getState().basket.lines).toMatchObject([{ product_id: 'a', quantity: 2 }])
})

test('sold out: there is nothing to press', async () => {
  await renderShop(<><BasketKeeper /><AddToBasket product={product('a', { available: 0 })} /><QuickAdd product={product('a', { available: 0 })} /></>)
  expect(screen.getByText(/Sold out for now/)).toBeVisible()
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})

test('what the browser kept is read with care', () => {
  const good = { product_id: 'a', quantity: 1, name: 'Mug', image_url: null, price: { amount_minor: 1, currency: 'USD' } }
  for (const text of [null, '', '{', '[]', '{"key":"","lines":[]}', '{"key":"k"}']) expect(basketFrom(text)).toBeNull()
  const odd = [{ ...good, quantity: -1 }, { ...good, quantity: 1.5 }, { ...good, price: { amount_minor: 1, currency: 'usd' } }, null, good]
  expect(basketFrom(JSON.stringify({ key: 'k', lines: odd, attempt: { who: 'ada' } }))).toEqual({ key: 'k', lines: [good], attempt: null })
})
