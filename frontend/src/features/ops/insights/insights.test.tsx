import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'

import type { CancellationRate, OrdersByDay, StockOuts, TimeToShip, TopProducts } from '@/api/ops'
import { address, answers, http, HttpResponse, refuses, renderOps, server } from '@/testing'

import { InsightsPage } from '.'
import { faultOf, isDay, lastDays, lengthOf, spanIn } from './days'

const NOW = new Date('2026-11-25T23:30:00Z')

describe('days', () => {
  test('are counted with both ends', () => {
    expect(lastDays(7, NOW)).toEqual({ from: '2026-11-19', to: '2026-11-25' })
    expect(lengthOf({ from: '2026-11-19', to: '2026-11-25' })).toBe(7)
  })

  test('that do not exist are none', () => {
    expect(isDay('2026-02-29')).toBe(false)
    expect(isDay('2024-02-29')).toBe(true)
    expect(isDay('25.11.2026')).toBe(false)
  })

  test.each([
    ['2026-11-25', '2026-11-25', undefined],
    ['2026-11-25', '', 'no-day'],
    ['2026-11-25', '2026-11-24', 'backwards'],
    ['2025-11-25', '2026-11-25', undefined],
    ['2025-11-24', '2026-11-25', 'too-long'],
  ])('from %s to %s: %s', (from, to, fault) => {
    expect(faultOf({ from, to })).toBe(fault)
  })

  test('of an address that names none are the last 30', () => {
    expect(spanIn(null, null, NOW)).toEqual(lastDays(30, NOW))
    expect(spanIn('2026-11-02', '2026-11-01', NOW)).toEqual(lastDays(30, NOW))
    expect(spanIn('2026-11-01', '2026-11-02', NOW)).toEqual({ from: '2026-11-01', to: '2026-11-02' })
  })
})

const DAYS = { from: '2026-11-24', to: '2026-11-25', as_of: '2026-11-25T12:00:00Z' }
const ORDERS: OrdersByDay = {
  ...DAYS,
  items: [
    { day: '2026-11-24', orders: 2, amounts: [{ currency: 'USD', orders: 2, ordered_minor: 9000, taken_back_minor: 0, revenue_minor: 9000 }] },
    { day: '2026-11-25', orders: 1, amounts: [
      { currency: 'EUR', orders: 1, ordered_minor: 2000, taken_back_minor: 0, revenue_minor: 2000 },
      { currency: 'USD', orders: 0, ordered_minor: 0, taken_back_minor: 4000, revenue_minor: -4000 },
    ] },
  ],
}
const TOP: TopProducts = { ...DAYS, items: [{ product_id: 'p1', sku: 'TUM-01', name: 'Nomad Tumbler', currency: 'USD', units: 7, orders: 3, amount_minor: 24500 }] }
const SHIPPING: TimeToShip = { ...DAYS, items: [{ day: '2026-11-24', orders: 0, median_hours: null, longest_hours: null }, { day: '2026-11-25', orders: 2, median_hours: 1.5, longest_hours: 26 }] }
const CANCELLED: CancellationRate = { ...DAYS, items: [{ day: '2026-11-24', orders: 2, cancelled: 1, rate: 0.5 }, { day: '2026-11-25', orders: 0, cancelled: 0, rate: null }] }
const OUT: StockOuts = { ...DAYS, items: [{ product_id: 'p2', sku: 'MUG-01', name: 'Mug', out_at: '2026-11-25T10:00:00Z', back_at: null }] }

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  server.use(
    answers('get', '/api/insights/orders-by-day', ORDERS),
    answers('get', '/api/insights/top-products', TOP),
    answers('get', '/api/insights/time-to-ship', SHIPPING),
    answers('get', '/api/insights/cancellation-rate', CANCELLED),
    answers('get', '/api/insights/stock-outs', OUT),
  )
  return () => vi.useRealTimers()
})

function table(name: string) {
  return within(screen.getByRole('table', { name, hidden: true }))
}

describe('the page', () => {
  test('adds up orders, and revenue by currency', async () => {
    await renderOps(<InsightsPage />, { at: '/ops/insights' })
    expect(await screen.findByRole('img', { name: 'Orders by day: 3 in all' })).toBeVisible()
    expect(screen.getByText('$50.00')).toBeVisible()
    expect(screen.getByText('$40.00 taken back by cancelling and closing')).toBeVisible()
    expect(screen.getByText('€0.00 taken back by cancelling and closing')).toBeVisible()
  })

  test('has a table for each chart', async () => {
    await renderOps(<InsightsPage />, { at: '/ops/insights' })
    await waitFor(() => expect(screen.getAllByRole('table')).toHaveLength(5))
    expect(table('Orders by day').getByText('-$40.00')).toBeInTheDocument()
    expect(table('Time to ship').getByText('26 h')).toBeInTheDocument()
    expect(table('Cancellation rate').getByText('50%')).toBeInTheDocument()
    expect(table('Top products').getByRole('link', { name: 'Nomad Tumbler' })).toHaveAttribute('href', '/ops/products/p1')
    expect(table('Sold out').getByText('Still sold out')).toBeVisible()
  })

  test('asks for the days of its address, and a choice changes that', async () => {
    const asked: string[] = []
    server.use(http.get('/api/insights/orders-by-day', ({ request }) => {
      asked.push(new URL(request.url).search)
      return HttpResponse.json(ORDERS)
    }))
    const { user } = await renderOps(<InsightsPage />, { at: '/ops/insights?from=2026-11-01&to=2026-11-02' })
    await screen.findByRole('img', { name: /^Orders by day/ })
    expect(asked).toEqual(['?from=2026-11-01&to=2026-11-02'])
    expect(screen.getByRole('link', { name: '7 days' })).toHaveAttribute('href', '/ops/insights?from=2026-11-19&to=2026-11-25')
    await user.clear(screen.getByLabelText('To'))
    await user.type(screen.getByLabelText('To'), '2026-10-01')
    await user.click(screen.getByRole('button', { name: 'Show' }))
    expect(screen.getByText('The first day must not be after the last one.')).toBeVisible()
    expect(address.value).toBe('/ops/insights?from=2026-11-01&to=2026-11-02')
  })

  test('says where there is nothing, and where it could not be read, each for itself', async () => {
    server.use(
      answers('get', '/api/insights/orders-by-day', { ...DAYS, as_of: null, items: [] }),
      answers('get', '/api/insights/stock-outs', { ...OUT, items: [] }),
      refuses('get', '/api/insights/top-products', 'internal_error', 500),
    )
    await renderOps(<InsightsPage />, { at: '/ops/insights' })
    expect(await screen.findByText('Figures appear some moments after the first order.')).toBeVisible()
    expect(await screen.findByText('Choose other days.')).toBeVisible()
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible()
    expect(await screen.findByRole('img', { name: /^Hours from order/ })).toBeVisible()
  })
})
