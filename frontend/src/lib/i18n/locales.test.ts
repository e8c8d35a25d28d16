import { expect, test } from 'vitest'

import { chooseLocale } from './locales'

test.each([
  [undefined, null, 'en'],
  [undefined, 'fr-FR, de-CH;q=0.8, en;q=0.7', 'de'],
  [undefined, 'en;q=0.5, de;q=0.9', 'de'],
  [undefined, 'de;q=0, en', 'en'],
  ['de', 'en-GB', 'de'],
  ['klingon', 'de', 'de'],
])('chosen %s, asked for %s: %s', (chosen, header, locale) => {
  expect(chooseLocale(chosen, header)).toBe(locale)
})
