import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'

import { LOCALES } from './locales'
import { compiledMessagesOf, messagesOf, type Texts } from './messages'

function flat(texts: Texts, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'string' ? [[prefix + name, value] as [string, string]] : flat(value, `${prefix}${name}.`))
}

/** What a text has to be given: {name}, and the tags it is written with. */
function parts(text: string): string[] {
  const named = new Set<string>()
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) named.add(element.value)
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value as typeof elements)
      if ('children' in element) walk(element.children)
    }
  }
  walk(new IntlMessageFormat(text, 'en').getAst())
  return [...named].sort()
}

test('every language has every text, with the same parts in it', async () => {
  const english = new Map(flat(await messagesOf('en')))
  expect(english.size).toBeGreaterThan(50)
  for (const locale of LOCALES) {
    const texts = new Map(flat(await messagesOf(locale)))
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [name, text] of texts) expect([name, parts(text)]).toEqual([name, parts(english.get(name)!)])
  }
})

test('a portal is not sent the texts of the other', async () => {
  expect(Object.keys(await messagesOf('en', 'shop'))).not.toContain('ops')
  expect(Object.keys(await messagesOf('en', 'ops'))).not.toContain('shop')
})

test('a page can be sent what the texts are parsed to: plain objects alone', async () => {
  const odd: unknown[] = []
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) odd.push(value)
    Object.values(value).forEach(walk)
  }
  for (const locale of LOCALES) walk(await compiledMessagesOf(locale))
  expect(odd).toEqual([])
})
