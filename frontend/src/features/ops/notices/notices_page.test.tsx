import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { ListNoticesApiResponse, NoticeView } from '@/api/ops'
import { address, answers, answersInTurn, http, HttpResponse, problemBody, renderOps, server } from '@/testing'

import { NoticesPage, UnreadCount } from '.'

function notice(id: string, type: string, data: NoticeView['data'], read: Partial<NoticeView> = {}): NoticeView {
  return { notice_id: id, type, data, at: '2026-11-25T10:00:00Z', read_at: null, read_by: null, ...read }
}

const PLACED = notice('n1', 'order.placed', { order_id: 'o 1', total: { amount_minor: 7000, currency: 'USD' }, units: 2 })
const LOW = notice('n2', 'product.ran_low', { product_id: 'p1', sku: 'TUM-01', name: 'Nomad Tumbler', available: 3, low_stock_threshold: 5 })
const IMPORT = notice('n3', 'import.finished', { operation_id: 'i1', state: 'SUCCEEDED', by: 'ops:olivia', rows: { new: 2, changed: 1, unchanged: 0, wrong: 0 } })

function page(...items: NoticeView[]): ListNoticesApiResponse {
  return { items, next_cursor: null }
}

test('each says what happened in words, and leads to what it is about', async () => {
  server.use(answers('get', '/api/notices', page(PLACED, LOW, IMPORT, notice('n4', 'moon.rose', {}))))
  await renderOps(<NoticesPage />, { at: '/ops/notices' })
  expect(await screen.findByRole('link', { name: 'New order' })).toHaveAttribute('href', '/ops/orders/o%201')
  expect(screen.getByText('$70.00, 2 units')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Nomad Tumbler is running low' })).toHaveAttribute('href', '/ops/products/p1')
  expect(screen.getByText('TUM-01: 3 available, threshold 5')).toBeVisible()
  expect(screen.getByText('2 new · 1 changed')).toBeVisible()
  expect(screen.getByText('moon.rose')).toBeVisible()
})

test('unread ones are asked for at first, all of them by the address', async () => {
  const asked: (string | null)[] = []
  server.use(http.get('/api/notices', ({ request }) => {
    asked.push(new URL(request.url).searchParams.get('unread'))
    return HttpResponse.json(page(PLACED))
  }))
  await renderOps(<NoticesPage />, { at: '/ops/notices?show=all' })
  expect(await screen.findByRole('link', { name: 'All' })).toHaveAttribute('aria-current', 'true')
  expect(screen.getByRole('link', { name: 'Unread' })).toHaveAttribute('href', '/ops/notices')
  await waitFor(() => expect(asked).toEqual(['false']))
})

test('all that are shown are marked as read at once', async () => {
  const marked: string[] = []
  server.use(
    answersInTurn('get', '/api/notices', () => HttpResponse.json(page(PLACED, LOW)), () => HttpResponse.json(page())),
    http.post('/api/notices/:id/reading', ({ params }) => {
      marked.push(String(params.id))
      return HttpResponse.json({ ...PLACED, read_at: '2026-11-25T11:00:00Z', read_by: 'ops:sam' })
    }),
  )
  const { user } = await renderOps(<NoticesPage />, { at: '/ops/notices' })
  await screen.findByRole('link', { name: 'New order' })
  await user.click(screen.getByRole('button', { name: 'Mark these as read' }))
  expect(await screen.findByText('All read')).toBeVisible()
  expect(marked.sort()).toEqual(['n1', 'n2'])
})

test('the next page is a step in the history', async () => {
  server.use(answers('get', '/api/notices', { items: [PLACED], next_cursor: 'c2' }))
  const { user } = await renderOps(<NoticesPage />, { at: '/ops/notices' })
  await user.click(await screen.findByRole('button', { name: 'Next page' }))
  expect(address.value).toBe('/ops/notices?cursor=c2')
})

test('a failure is told, and Retry reads anew', async () => {
  const broken = () => HttpResponse.json(problemBody('internal_error', 500), { status: 500 })
  server.use(answersInTurn('get', '/api/notices', broken, () => HttpResponse.json(page(LOW))))
  const { user } = await renderOps(<NoticesPage />, { at: '/ops/notices' })
  await user.click(within(await screen.findByRole('alert')).getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Nomad Tumbler is running low')).toBeVisible()
})

test('the count beside the name', async () => {
  server.use(answers('get', '/api/notices', { items: [PLACED, LOW], next_cursor: 'more' }))
  await renderOps(<UnreadCount />)
  expect(await screen.findByText('2+')).toBeVisible()
  expect(screen.getByText('2+ unread')).toBeInTheDocument()
})
