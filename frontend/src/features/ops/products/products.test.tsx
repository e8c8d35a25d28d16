import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'

import { type ListProductsApiResponse, opsApi, type ProductView, type ProductWithChanges } from '@/api/ops'
import { address, answers, answersInTurn, http, HttpResponse, isSignedIn, OLIVIA, problemBody, refuses, renderOps, SAM, server } from '@/testing'

import { LowStockPage, NewProductPage, ProductPage, ProductsPage } from '.'
import { isLow, newest, parseDelta, productIn, withNewer } from './product'
import { faultsOf, NO_PRODUCT } from './product_form'
import { editOf } from './product_page'

const TUMBLER: ProductView = {
  product_id: 'p1', sku: 'TUM-01', name: 'Nomad Tumbler', description: 'Keeps tea hot.', category: 'drinkware', image_url: null,
  price: { amount_minor: 3500, currency: 'USD' }, status: 'ACTIVE', stock: { received: 50, available: 40, reserved: 8, shipped: 2 },
  low_stock_threshold: 5, version: 3, revision: 9, created_at: '2026-11-20T10:00:00Z', updated_at: '2026-11-25T10:00:00Z',
}
const PAGE: ListProductsApiResponse = { items: [TUMBLER], next_cursor: null }
const CATEGORIES = answers('get', '/api/products/categories', { items: [{ category: 'drinkware', active: 1, archived: 0 }] })

function withChanges(more: Partial<ProductWithChanges> = {}): ProductWithChanges {
  return { ...TUMBLER, changes: [], ...more }
}

/** Keeps what an edit was asked with. */
function edits(...answersInTurn: ((body: Record<string, unknown>) => Response)[]) {
  const asked: { tag: string | null; body: Record<string, unknown> }[] = []
  const handler = http.patch('/api/products/:id', async ({ request }) => {
    const body = (await request.json()) as Record<string, unknown>
    asked.push({ tag: request.headers.get('If-Match'), body })
    return answersInTurn[Math.min(asked.length, answersInTurn.length) - 1]!(body)
  })
  return { asked, handler }
}
const saved = (version: number) => (body: Record<string, unknown>) => HttpResponse.json({ ...TUMBLER, ...body, version, revision: version + 10 })
const stale = () => HttpResponse.json(problemBody('version_mismatch', 412, { current_version: 4 }), { status: 412, headers: { 'Content-Type': 'application/problem+json' } })

describe('rules', () => {
  test.each([['+20', 20], ['-3', -3], ['−3', -3], ['7', 7], ['0', undefined], ['1.5', undefined], ['', undefined], ['+', undefined]])('%s moves stock by %s', (typed, delta) => {
    expect(parseDelta(typed)).toBe(delta)
  })

  test('what is older than what is shown changes nothing', () => {
    const known = withNewer(new Map(), { ...TUMBLER, revision: 11, name: 'New' })
    expect(withNewer(known, { ...TUMBLER, revision: 10 })).toBe(known)
    expect(newest(TUMBLER, known).name).toBe('New')
    expect(newest({ ...TUMBLER, revision: 12 }, known).name).toBe('Nomad Tumbler')
  })

  test('low is at the threshold, and for sale', () => {
    const at = (available: number, more: Partial<ProductView> = {}) => isLow({ ...TUMBLER, stock: { ...TUMBLER.stock, available }, ...more })
    expect([at(6), at(5), at(5, { status: 'ARCHIVED' }), at(0, { low_stock_threshold: null })]).toEqual([false, true, false, false])
  })

  test('only events of products hold one', () => {
    expect(productIn({ type: 'product.edited', product: TUMBLER })).toBe(TUMBLER)
    expect(productIn({ type: 'order.placed' })).toBeUndefined()
    expect(productIn({ type: 'product.trimmed' })).toBeUndefined()
  })

  test('a form says what is missing before it is sent', () => {
    expect(faultsOf(NO_PRODUCT, true)).toEqual({ sku: 'missing', name: 'missing', category: 'missing', price: 'price' })
    expect(faultsOf({ ...NO_PRODUCT, name: 'a', category: 'b', price: '1.234', threshold: 'x' }, false)).toEqual({ price: 'price', threshold: 'count' })
  })

  test('an edit names only what differs', () => {
    const words = { ...NO_PRODUCT, sku: 'TUM-01', name: 'Nomad', description: 'Keeps tea hot.', category: 'drinkware', price: '35.00', threshold: '' }
    expect(editOf(withChanges(), words)).toEqual({ name: 'Nomad', low_stock_threshold: null })
  })
})

describe('the table', () => {
  test('asks for what its address says', async () => {
    const asked: string[] = []
    server.use(isSignedIn(OLIVIA), CATEGORIES, http.get('/api/products', ({ request }) => {
      asked.push(new URL(request.url).search)
      return HttpResponse.json(PAGE)
    }))
    await renderOps(<ProductsPage />, { at: '/ops/products?search=nomad&category=drinkware&status=ACTIVE&show=low&sort=-price' })
    await screen.findByRole('link', { name: 'Nomad Tumbler' })
    const query = new URLSearchParams(asked[0])
    expect(Object.fromEntries(query)).toEqual({ search: 'nomad', category: 'drinkware', status: 'ACTIVE', low_stock: 'true', sort: '-price', limit: '25' })
    expect(screen.getByRole('columnheader', { name: 'Price' })).toHaveAttribute('aria-sort', 'descending')
  })

  test('with nothing found offers to clear the filters', async () => {
    server.use(isSignedIn(OLIVIA), CATEGORIES, answers('get', '/api/products', { items: [], next_cursor: null }))
    const { user } = await renderOps(<ProductsPage />, { at: '/ops/products?search=zzz&sort=price' })
    await user.click(await screen.findByRole('button', { name: 'Clear filters' }))
    expect(address.value).toBe('/ops/products?sort=price')
  })

  test('that is empty says how there will be something; a failure is tried again', async () => {
    const broken = () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 })
    server.use(isSignedIn(OLIVIA), CATEGORIES, answersInTurn('get', '/api/products', broken, () => HttpResponse.json({ items: [], next_cursor: null })))
    const { user } = await renderOps(<ProductsPage />, { at: '/ops/products' })
    await user.click(await screen.findByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('No products yet')).toBeVisible()
  })

  test('takes a price with Enter, under the version that was seen, and takes it back', async () => {
    const { asked, handler } = edits(saved(4), saved(5))
    server.use(isSignedIn(OLIVIA), CATEGORIES, answers('get', '/api/products', PAGE), handler)
    const { user } = await renderOps(<ProductsPage />, { at: '/ops/products' })
    await user.click(await screen.findByRole('button', { name: 'Price of Nomad Tumbler' }))
    await user.keyboard('36.5{Enter}')
    expect(await screen.findByText('$36.50')).toBeVisible()
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    expect(await screen.findByText('$35.00')).toBeVisible()
    expect(asked).toEqual([
      { tag: '"3"', body: { price: { amount_minor: 3650, currency: 'USD' } } },
      { tag: '"4"', body: { price: { amount_minor: 3500, currency: 'USD' } } },
    ])
  })

  test('reverts with Esc, and says in the cell what is no price', async () => {
    server.use(isSignedIn(OLIVIA), CATEGORIES, answers('get', '/api/products', PAGE))
    const { user } = await renderOps(<ProductsPage />, { at: '/ops/products' })
    await user.click(await screen.findByRole('button', { name: 'Price of Nomad Tumbler' }))
    await user.keyboard('1.234{Enter}')
    expect(screen.getByRole('alert')).toHaveTextContent('This is no price in USD.')
    await user.keyboard('{Escape}')
    expect(screen.getByText('$35.00')).toBeVisible()
    await waitFor(() => expect(screen.getByRole('button', { name: 'Price of Nomad Tumbler' })).toHaveFocus())
  })

  test('moves stock by what was typed, with its reason', async () => {
    const { asked, handler } = edits(() => HttpResponse.json({ ...TUMBLER, stock: { ...TUMBLER.stock, available: 60 }, version: 4, revision: 14 }))
    server.use(isSignedIn(SAM), CATEGORIES, answers('get', '/api/products', PAGE), handler)
    const { user } = await renderOps(<ProductsPage />, { at: '/ops/products' })
    await user.click(await screen.findByRole('button', { name: 'Available of Nomad Tumbler: add or take away' }))
    await user.keyboard('+20')
    await user.click(screen.getByLabelText('Reason'))
    await user.keyboard('delivery 4711{Enter}')
    expect(await screen.findByText('60')).toBeVisible()
    expect(asked[0]!.body).toEqual({ stock_adjustment: { delta: 20, reason: 'delivery 4711' } })
  })

  test('agents read prices', async () => {
    server.use(isSignedIn(SAM), CATEGORIES, answers('get', '/api/products', PAGE))
    await renderOps(<ProductsPage />, { at: '/ops/products' })
    expect(await screen.findByTitle('Only managers change prices')).toHaveTextContent('$35.00 Only managers change prices')
    expect(screen.queryByRole('button', { name: 'Price of Nomad Tumbler' })).toBeNull()
    expect(screen.queryByRole('link', { name: 'Add product' })).toBeNull()
  })

  describe('in a conflict', () => {
    const now = withChanges({
      price: { amount_minor: 4000, currency: 'USD' }, version: 4, revision: 13,
      changes: [{ version: 4, actor: 'ops:grace', at: '2026-11-25T11:00:00Z', before: { price: TUMBLER.price }, after: { price: { amount_minor: 4000, currency: 'USD' } } }],
    })

    async function conflict() {
      const { asked, handler } = edits(stale, saved(5))
      server.use(isSignedIn(OLIVIA), CATEGORIES, answers('get', '/api/products', PAGE), answers('get', '/api/products/:id', now), handler)
      const { user } = await renderOps(<ProductsPage />, { at: '/ops/products' })
      await user.click(await screen.findByRole('button', { name: 'Price of Nomad Tumbler' }))
      await user.keyboard('36{Enter}')
      return { user, asked, dialog: within(await screen.findByRole('dialog')) }
    }

    test('both versions are shown, and who changed what', async () => {
      const { dialog } = await conflict()
      for (const price of ['$35.00', '$40.00', '$36.00']) expect(dialog.getByRole('cell', { name: price })).toBeVisible()
      expect(dialog.getByText('grace')).toBeVisible()
      expect(dialog.getByText('Price: $35.00 → $40.00')).toBeVisible()
    })

    test('mine is saved over the version that was shown', async () => {
      const { user, asked, dialog } = await conflict()
      await user.click(dialog.getByRole('button', { name: 'Save mine' }))
      await waitFor(() => expect(asked.map((one) => one.tag)).toEqual(['"3"', '"4"']))
    })

    test('theirs stays', async () => {
      const { user, asked, dialog } = await conflict()
      await user.click(dialog.getByRole('button', { name: 'Keep what stands' }))
      await waitFor(() => expect(asked).toHaveLength(1))
    })
  })
})

test('what runs low is asked for, the least first', async () => {
  const asked: string[] = []
  server.use(isSignedIn(SAM), http.get('/api/products', ({ request }) => {
    asked.push(new URL(request.url).search)
    return HttpResponse.json({ items: [], next_cursor: null })
  }))
  await renderOps(<LowStockPage />, { at: '/ops/low-stock' })
  expect(await screen.findByText('Nothing runs low')).toBeVisible()
  expect(Object.fromEntries(new URLSearchParams(asked[0]))).toMatchObject({ low_stock: 'true', status: 'ACTIVE', sort: 'available' })
})

describe('one product', () => {
  test('that somebody else changes while its price is typed is saved under the version that was seen', async () => {
    const { asked, handler } = edits(stale)
    const theirs = withChanges({ price: { amount_minor: 4000, currency: 'USD' }, description: 'Now with a lid.', version: 4, revision: 13 })
    server.use(isSignedIn(OLIVIA), CATEGORIES, answersInTurn('get', '/api/products/:id', () => HttpResponse.json(withChanges()), () => HttpResponse.json(theirs)), handler)
    const { user, store } = await renderOps(<ProductPage productId="p1" />, { at: '/ops/products/p1' })
    await user.click(await screen.findByRole('button', { name: 'Price of Nomad Tumbler' }))
    await store.dispatch(opsApi.endpoints.getProduct.initiate({ productId: 'p1' }, { forceRefetch: true })) // as an event makes it
    expect(await screen.findByText('Now with a lid.')).toBeVisible()
    await user.keyboard('36{Enter}')
    expect(await within(await screen.findByRole('dialog')).findByRole('cell', { name: '$40.00' })).toBeVisible()
    expect(asked.map((one) => one.tag)).toEqual(['"3"'])
  })

  test('whose undo is refused says so', async () => {
    const { handler } = edits(saved(4), () => HttpResponse.json(problemBody('stock_too_low', 409, { detail: 'Only 3 are left.' }), { status: 409 }))
    server.use(isSignedIn(SAM), CATEGORIES, answers('get', '/api/products/:id', withChanges()), handler)
    const { user } = await renderOps(<ProductPage productId="p1" />, { at: '/ops/products/p1' })
    await user.click(await screen.findByRole('button', { name: /^Available of/ }))
    await user.keyboard('5{Enter}')
    await user.click(await screen.findByRole('button', { name: 'Undo' }))
    // a refusal is announced too, so its words stand there twice
    expect((await screen.findAllByText('Nomad Tumbler was not changed')).length).toBeGreaterThan(0)
    expect(screen.getAllByText('Only 3 are left.').length).toBeGreaterThan(0)
  })

  test('is edited by a manager: only what differs is sent', async () => {
    const { asked, handler } = edits(saved(4))
    server.use(isSignedIn(OLIVIA), CATEGORIES, answers('get', '/api/products/:id', withChanges()), handler)
    const { user } = await renderOps(<ProductPage productId="p1" />, { at: '/ops/products/p1' })
    const edit = await screen.findByRole('button', { name: 'Edit' })
    await waitFor(() => expect(edit).toBeEnabled()) // once the page knows who is signed in
    await user.click(edit)
    const dialog = within(await screen.findByRole('dialog'))
    await user.clear(dialog.getByLabelText('Name'))
    await user.type(dialog.getByLabelText('Name'), 'Nomad Mug')
    await user.click(dialog.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(asked).toEqual([{ tag: '"3"', body: { name: 'Nomad Mug' } }]))
  })

  test('shows what staff did, and tells agents what is not theirs', async () => {
    const changes = [{ version: 2, actor: 'ops:sam', at: '2026-11-25T11:00:00Z', before: { received: 30 }, after: { received: 50, stock_adjustment: { delta: 20, reason: 'delivery 4711' } } }]
    server.use(isSignedIn(SAM), CATEGORIES, answers('get', '/api/products/:id', withChanges({ changes })))
    await renderOps(<ProductPage productId="p1" />, { at: '/ops/products/p1' })
    expect(await screen.findByText('Received: 30 → 50')).toBeVisible()
    expect(screen.getByText('Stock: +20, delivery 4711')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Edit' })).toBeDisabled()
    expect(screen.getByText(/^Agents adjust stock/)).toBeVisible()
  })

  test('that nobody knows leads to all of them', async () => {
    server.use(isSignedIn(SAM), refuses('get', '/api/products/:id', 'not_found', 404))
    await renderOps(<ProductPage productId="p9" />)
    expect(await screen.findByRole('heading', { level: 1, name: 'There is no such product' })).toBeVisible()
  })
})

test('a new product is sent as it was typed, and its refusals stand at their fields', async () => {
  const asked: unknown[] = []
  server.use(isSignedIn(OLIVIA), CATEGORIES, http.post('/api/products', async ({ request }) => {
    asked.push(await request.json())
    if (asked.length === 1) return HttpResponse.json(problemBody('invalid_request', 422, { errors: [{ pointer: '/image_url', code: 'value_error', detail: 'It must be an address.' }] }), { status: 422 })
    return HttpResponse.json(TUMBLER, { status: 201 })
  }))
  const { user } = await renderOps(<NewProductPage />, { at: '/ops/products/new' })
  await user.type(await screen.findByLabelText('SKU'), 'TUM-01')
  await user.type(screen.getByLabelText('Name'), 'Nomad Tumbler')
  await user.type(screen.getByLabelText('Category'), 'drinkware')
  await user.type(screen.getByLabelText('Price'), '35')
  await user.type(screen.getByLabelText('Picture'), 'nowhere')
  await user.click(screen.getByRole('button', { name: 'Add product' }))
  expect(await screen.findByText('It must be an address.')).toBeVisible()
  await user.clear(screen.getByLabelText('Picture'))
  await user.click(screen.getByRole('button', { name: 'Add product' }))
  await waitFor(() => expect(address.value).toBe('/ops/products/p1'))
  expect(asked[1]).toEqual({
    sku: 'TUM-01', name: 'Nomad Tumbler', description: '', category: 'drinkware', price: { amount_minor: 3500, currency: 'USD' },
    image_url: null, low_stock_threshold: null, initial_stock: 0,
  })
})
