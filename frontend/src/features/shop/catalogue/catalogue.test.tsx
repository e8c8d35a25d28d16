import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { ListProductsApiResponse } from '@/api/shop'
import { answers, answersInTurn, HttpResponse, problemBody, renderShop, server } from '@/testing'

import { Catalogue } from '.'

function page(...available: number[]): ListProductsApiResponse {
  const items = available.map((units, index) => ({
    product_id: `p${index}`, sku: `MUG-${index}`, name: `Mug ${index}`, description: '', image_url: null, category: 'drinkware',
    price: { amount_minor: 3500, currency: 'USD' }, available: units, in_stock: units > 0,
  }))
  return { items, next_cursor: null }
}

test('what there is of each product, in words', async () => {
  server.use(answers('get', '/api/products', page(40, 3, 0)))
  await renderShop(<Catalogue />)
  expect(await screen.findAllByRole('article')).toHaveLength(3)
  for (const word of ['In stock', 'Only 3 left', 'Sold out']) expect(screen.getByText(word)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Mug 1' })).toHaveAttribute('href', '/products/p1')
})

test('an empty shop says so, in German too', async () => {
  server.use(answers('get', '/api/products', page()))
  await renderShop(<Catalogue />, { locale: 'de' })
  expect(await screen.findByText('Der Laden ist leer')).toBeVisible()
})

test('a failure says what can be done, and Retry does it', async () => {
  const broken = () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 })
  server.use(answersInTurn('get', '/api/products', broken, () => HttpResponse.json(page(1))))
  const { user } = await renderShop(<Catalogue />)
  expect(await screen.findByText('Something broke on our side. Please try again.')).toBeVisible()
  expect(screen.getByText('a'.repeat(32))).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('article')).toBeVisible()
})
