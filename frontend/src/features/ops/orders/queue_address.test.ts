import { describe, expect, test } from 'vitest'

import { meaningOf, placedBetween, queryOf, USUAL_COLUMNS, viewFrom } from './queue_address'

const ID = '070bea3c-e89a-53f2-8ac4-fe8aad2f3cf2'

describe('the address', () => {
  test.each([
    '',
    'status=PROCESSING&status=SHIPPED',
    'search=1Z+9%269&customer=ada&from=2026-11-01&to=2026-11-30&columns=placed%2Cupdated',
  ])('%j is read and written alike', (query) => {
    expect(queryOf(viewFrom(new URLSearchParams(query)))).toBe(query)
  })

  test('nonsense in it counts for nothing', () => {
    const { filter, columns } = viewFrom(new URLSearchParams('status=LOST&from=yesterday&columns=nothing,total'))
    expect([filter.statuses, filter.from, columns]).toEqual([[], '', ['total']])
    expect(viewFrom(new URLSearchParams('')).columns).toEqual(USUAL_COLUMNS)
  })
})

test('the last day is included, from one midnight of the reader to another', () => {
  const { placedFrom = '', placedBefore = '' } = placedBetween({ from: '2026-10-24', to: '2026-10-25' })
  expect(new Date(placedFrom)).toEqual(new Date(2026, 9, 24))
  expect(new Date(placedBefore)).toEqual(new Date(2026, 9, 26))
})

test.each([
  ['', {}],
  [ID.toUpperCase(), { orderId: ID }],
  [` #${ID} `, { orderId: ID }],
  ['070bea3c', { beginning: '070bea3c', trackingNumber: '070bea3c', customerId: '070bea3c' }],
  ['ada', { trackingNumber: 'ada', customerId: 'ada' }],
  ['x'.repeat(61), { customerId: 'x'.repeat(61) }],
])('%j may mean %j', (typed, meaning) => expect(meaningOf(typed)).toEqual(meaning))
