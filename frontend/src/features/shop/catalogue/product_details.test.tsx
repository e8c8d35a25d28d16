import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { GetProductApiResponse } from '@/api/shop'
import { answers, answersInTurn, HttpResponse, problemBody, refuses, renderShop, server } from '@/testing'

import { ProductDetails } from './product_details'

const MUG: GetProductApiResponse = {
  product_id: 'p1', sku: 'MUG-1', name: 'Morning Mug', description: 'Holds a third of a litre.', image_url: '/images/products/mug-01.svg',
  category: 'drinkware', price: { amount_minor: 3500, currency: 'JPY' }, available: 4, in_stock: true,
}
const nothingMore = () => answers('get', '/api/products', { items: [MUG], next_cursor: null })
const details = <ProductDetails productId="p1" buy={({ available }) => <button type="button">{`buy of ${available}`}</button>} />

test('a product: picture, price in its currency, stock, and how to buy it', async () => {
  server.use(answers('get', '/api/products/p1', MUG), nothingMore())
  await renderShop(details)
  expect(await screen.findByRole('heading', { level: 1, name: 'Morning Mug' })).toBeVisible()
  expect(screen.getByRole('img', { name: 'Morning Mug' })).toHaveAttribute('src', '/images/products/mug-01.svg')
  expect(screen.getByText('¥3,500')).toBeVisible()
  expect(screen.getByText('Only 4 left')).toBeVisible()
  expect(screen.getByRole('button', { name: 'buy of 4' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Drinkware' })).toHaveAttribute('href', '/?category=drinkware')
  expect(document.title).toMatch(/^Morning Mug/)
  expect(screen.queryByText('More like it')).not.toBeInTheDocument()
})

test.each([['not_found', 404], ['validation_failed', 422]] as const)('%s: it is not for sale', async (code, status) => {
  server.use(refuses('get', '/api/products/p1', code, status))
  await renderShop(details)
  expect(await screen.findByRole('heading', { level: 1, name: 'This product is not for sale' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Look around the shop' })).toHaveAttribute('href', '/')
})

test('a failure can be retried', async () => {
  const broken = () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 })
  server.use(answersInTurn('get', '/api/products/p1', broken, () => HttpResponse.json(MUG)), nothingMore())
  const { user } = await renderShop(details)
  await user.click(await screen.findByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { name: 'Morning Mug' })).toBeVisible()
})
