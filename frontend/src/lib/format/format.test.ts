import { describe, expect, test } from 'vitest'

import { decimalOf, formatMoney, minorDigits, parseMoney } from './money'
import { formatExact, formatRelative } from './time'

describe('money', () => {
  test.each([
    ['USD', 3500, '$35.00'],
    ['USD', -5, '-$0.05'],
    ['JPY', 3500, '¥3,500'],
    ['KWD', 3500, 'KWD 3.500'],
    ['USD', 9007199254740991, '$90,071,992,547,409.91'],
  ])('%s %d reads %s', (currency, amount_minor, text) => {
    expect(formatMoney({ amount_minor, currency }, 'en-US').replace(/\u00a0/g, ' ')).toBe(text)
  })

  test('each language has its own way', () => {
    expect(formatMoney({ amount_minor: 123450, currency: 'EUR' }, 'de').replace(/\u00a0/g, ' ')).toBe('1.234,50 €')
  })

  test.each([['JPY', 0], ['USD', 2], ['KWD', 3]])('%s has %d digits', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits)
    const amount_minor = 1234567
    expect(parseMoney(decimalOf({ amount_minor, currency }), currency)).toBe(amount_minor)
  })

  test.each([['12.345', 'USD'], ['1.5', 'JPY'], ['', 'USD'], ['twelve', 'USD'], ['1e3', 'USD'], ['999999999999999', 'USD']])(
    '%j is no amount of %s', (typed, currency) => expect(parseMoney(typed, currency)).toBeUndefined())

  test.each([['12', 1200], ['12.5', 1250], ['12,50', 1250], [' 0.07 ', 7], ['-3', -300]])('%j is %d cents', (typed, cents) => {
    expect(parseMoney(typed, 'EUR')).toBe(cents)
  })
})

describe('time', () => {
  const now = new Date('2026-11-25T12:00:00Z')
  test.each([
    ['2026-11-25T11:59:30Z', 'now'],
    ['2026-11-25T11:58:30Z', '1 minute ago'],
    ['2026-11-25T09:00:00Z', '3 hours ago'],
    ['2026-11-24T11:00:00Z', 'yesterday'],
    ['2026-11-28T12:00:00Z', 'in 3 days'],
    ['2025-10-25T12:00:00Z', 'last year'],
  ])('%s is %s', (at, text) => expect(formatRelative(at, now, 'en')).toBe(text))

  test('exactly means with seconds and zone', () => {
    expect(formatExact(now, 'en-GB', 'Europe/Berlin')).toBe('25 November 2026 at 13:00:00 CET')
  })
})
