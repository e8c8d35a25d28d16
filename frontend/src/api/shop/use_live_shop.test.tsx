import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import type { LiveEvent } from '@/lib/live'
import { answers, answersInTurn, HttpResponse, problemBody, renderShop, server } from '@/testing'

import { useBrowseProductsInfiniteQuery, useGetProductQuery, useLiveShop } from '.'

const handlers = new Set<(event: LiveEvent) => void>()
vi.mock('@/lib/live', () => ({ useLiveEvents: (handler: (event: LiveEvent) => void) => { handlers.add(handler) } }))
const tell = (event: LiveEvent) => act(() => { for (const handler of handlers) handler(event) })

function product(id: string, available: number) {
  return { product_id: id, sku: id, name: id, description: '', image_url: null, category: 'c', price: { amount_minor: 1, currency: 'USD' }, available, in_stock: true }
}

function Shown() {
  useLiveShop()
  const { data: list } = useBrowseProductsInfiniteQuery({ limit: 24 })
  const { data, error } = useGetProductQuery({ productId: 'one' })
  return (
    <>
      <p>{list?.pages.flatMap(({ items }) => items).map(({ product_id: id, available }) => `${id}=${available}`).join(' ')}</p>
      <p>{error ? 'gone' : data ? `single ${data.available}` : ''}</p>
    </>
  )
}

test('a changed product changes wherever it is shown, rows stay, and what is gone leaves', async () => {
  handlers.clear()
  const gone = () => HttpResponse.json(problemBody('not_found', 404), { status: 404 })
  server.use(
    answers('get', '/api/products', { items: [product('one', 5), product('two', 6)], next_cursor: null }),
    answersInTurn('get', '/api/products/one', () => HttpResponse.json(product('one', 5)), gone),
  )
  await renderShop(<Shown />)
  expect(await screen.findByText('one=5 two=6')).toBeVisible()
  expect(await screen.findByText('single 5')).toBeVisible()
  tell({ type: 'product.changed', product: product('one', 3) })
  expect(await screen.findByText('one=3 two=6')).toBeVisible()
  expect(await screen.findByText('single 3')).toBeVisible()
  tell({ type: 'product.changed', product: product('three', 9) })
  expect(screen.getByText('one=3 two=6')).toBeVisible()
  tell({ type: 'product.gone', product_id: 'one' })
  expect(await screen.findByText('two=6')).toBeVisible()
  expect(await screen.findByText('gone')).toBeVisible()
})

test('reset reads what is shown anew', async () => {
  handlers.clear()
  server.use(
    answersInTurn('get', '/api/products', ...[5, 4].map((units) => () => HttpResponse.json({ items: [product('one', units)], next_cursor: null }))),
    answers('get', '/api/products/one', product('one', 5)),
  )
  await renderShop(<Shown />)
  expect(await screen.findByText('one=5')).toBeVisible()
  tell({ type: 'reset' })
  expect(await screen.findByText('one=4')).toBeVisible()
})
