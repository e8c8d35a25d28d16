import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'

import type { ListProductsApiResponse } from '@/api/shop'
import { address, answers, answersInTurn, http, HttpResponse, problemBody, renderShop, server } from '@/testing'

import { Catalogue, CatalogueSearch } from '.'

function product(index: number, available = 10) {
  return {
    product_id: `p${index}`, sku: `MUG-${index}`, name: `Mug ${index}`, description: '', image_url: null, category: 'drinkware',
    price: { amount_minor: 3500, currency: 'USD' }, available, in_stock: available > 0,
  }
}

function page(...available: number[]): ListProductsApiResponse {
  return { items: available.map((units, index) => product(index, units)), next_cursor: null }
}

beforeEach(() => {
  server.use(answers('get', '/api/products/categories', { items: [{ category: 'bags', products: 2 }, { category: 'drinkware', products: 9 }] }))
})

/** What the list was asked for, request by request. */
function listens(answer: (asked: URLSearchParams) => ListProductsApiResponse) {
  const asked: URLSearchParams[] = []
  server.use(http.get('/api/products', ({ request }) => {
    const query = new URL(request.url).searchParams
    asked.push(query)
    return HttpResponse.json(answer(query))
  }))
  return asked
}

test('a skeleton, then what there is of each product, in words', async () => {
  server.use(answers('get', '/api/products', page(40, 3, 0)))
  await renderShop(<Catalogue />)
  expect(screen.getByText('Loading')).toBeInTheDocument()
  expect(await screen.findAllByRole('article')).toHaveLength(3)
  for (const word of ['In stock', 'Only 3 left', 'Sold out']) expect(screen.getByText(word)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Mug 1' })).toHaveAttribute('href', '/products/p1')
  expect(screen.queryByText('Loading')).not.toBeInTheDocument()
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

test('no match: Clear leads back to everything, and keeps the sort', async () => {
  listens((asked) => (asked.get('search') ? page() : page(1)))
  const { user } = await renderShop(<Catalogue />, { at: '/?search=xyz&in_stock=1&sort=-price' })
  expect(await screen.findByText('Nothing like that here')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  expect(await screen.findByRole('article')).toBeVisible()
  expect(address.value).toBe('/?sort=-price')
})

test('what comes from memory that is old is marked, and what could not be read anew too', async () => {
  server.use(answers('get', '/api/products', page(1), { headers: { Age: '180', Warning: '110 - "Response is Stale"' } }))
  await renderShop(<Catalogue />)
  expect(await screen.findByText(/This is how the shop stood 3 minutes ago/)).toBeVisible()
  expect(screen.getByRole('article')).toBeVisible()
})

test('the address is what is asked for: search, category, sort, stock', async () => {
  const asked = listens(() => page(1))
  const { user } = await renderShop(<Catalogue />, { at: '/?search=mug&category=drinkware&sort=-price&in_stock=1' })
  expect(await screen.findByRole('heading', { level: 1, name: 'Results for “mug”' })).toBeVisible()
  await screen.findByRole('article')
  expect(Object.fromEntries(asked[0]!)).toEqual({ search: 'mug', category: 'drinkware', sort: '-price', in_stock: 'true', limit: '24' })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'Price, low to high')
  expect(address.value).toBe('/?search=mug&category=drinkware&sort=price&in_stock=1')
  await user.click(screen.getByRole('checkbox', { name: 'In stock only' }))
  await waitFor(() => expect(asked.at(-1)!.has('in_stock')).toBe(false))
})

test('categories say how much they hold, and lead there', async () => {
  listens(() => page(1))
  await renderShop(<Catalogue />, { at: '/?category=bags' })
  const nav = await screen.findByRole('navigation', { name: 'Categories' })
  expect(within(nav).getByRole('link', { name: 'Everything 11' })).toHaveAttribute('href', '/')
  expect(within(nav).getByRole('link', { name: 'Bags 2' })).toHaveAttribute('aria-current', 'true')
  expect(within(nav).getByRole('link', { name: 'Drinkware 9' })).toHaveAttribute('href', '/?category=drinkware')
})

test('more pages are in the address, and an address with pages shows them all', async () => {
  const pages = (asked: URLSearchParams): ListProductsApiResponse => {
    const place = Number(asked.get('cursor') ?? 0)
    return { items: [product(place)], next_cursor: place < 2 ? String(place + 1) : null }
  }
  listens(pages)
  const { user, unmount } = await renderShop(<Catalogue />)
  await screen.findByText('Mug 0')
  await user.click(screen.getByRole('button', { name: 'Load more' }))
  expect(await screen.findByText('Mug 1')).toBeVisible()
  expect(address.value).toBe('/?pages=2')
  unmount()
  await renderShop(<Catalogue />, { at: '/?pages=3' })
  expect(await screen.findByText('Mug 2')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument()
})

test('search as you type: one question for what was typed, and the cross ends it', async () => {
  const asked = listens(() => page(1))
  const { user } = await renderShop(<><CatalogueSearch /><Catalogue /></>)
  await screen.findByRole('article')
  await user.type(screen.getByRole('searchbox', { name: 'Search the shop' }), 'tumbler')
  expect(await screen.findByRole('heading', { level: 1, name: 'Results for “tumbler”' })).toBeVisible()
  expect(asked.map((query) => query.get('search'))).toEqual([null, 'tumbler'])
  expect(address.value).toBe('/?search=tumbler')
  await user.click(screen.getByRole('button', { name: 'Clear search' }))
  await waitFor(() => expect(address.value).toBe('/'))
  act(() => address.go('/?search=lamp'))
  expect(screen.getByRole('searchbox')).toHaveValue('lamp')
})

test('an address that follows late takes no letter away', async () => {
  listens(() => page(1))
  const late: (() => void)[] = []
  vi.spyOn(window.history, 'pushState').mockImplementation((_state, _unused, to) => { late.push(() => address.go(String(to))) })
  const { user } = await renderShop(<CatalogueSearch />)
  const box = screen.getByRole('searchbox')
  await user.type(box, 'no')
  await waitFor(() => expect(late).toHaveLength(1))
  await user.type(box, 'tebook')
  expect(box).toHaveValue('notebook')
  await waitFor(() => expect(late).toHaveLength(2))
  for (const arrive of late) act(arrive)
  expect(box).toHaveValue('notebook')
  expect(address.value).toBe('/?search=notebook')
})
