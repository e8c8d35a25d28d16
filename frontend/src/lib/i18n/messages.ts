/** The texts of a language, out of messages/<locale>: a file is a namespace, a folder one that holds namespaces. */

import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

import compile from 'icu-minify/compile'
import type { Messages } from 'next-intl'

import type { Locale } from './locales'

export interface Texts { [name: string]: string | Texts }

const read = new Map<string, Promise<Texts>>()

/** The same, parsed: what next.config.ts makes of next-intl formats nothing else. */
export async function compiledMessagesOf(locale: Locale, portal?: 'shop' | 'ops'): Promise<Messages> {
  return compiled(await messagesOf(locale, portal)) as Messages
}

const parsed = new Map<string, unknown>()

function compiled(texts: Texts): object {
  return Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, typeof value === 'string' ? compiledText(value) : compiled(value)]))
}

function compiledText(text: string): unknown {
  // by way of JSON: the parser makes objects without a prototype, and a page takes only plain ones
  if (!parsed.has(text)) parsed.set(text, JSON.parse(JSON.stringify(compile(text))))
  return parsed.get(text)
}

/** `portal`: only its own texts and the shared ones, since all of them are sent along with a page. */
export async function messagesOf(locale: Locale, portal?: 'shop' | 'ops'): Promise<Texts> {
  const all = await everyMessage(locale)
  if (!portal) return all
  const other = portal === 'shop' ? 'ops' : 'shop'
  return Object.fromEntries(Object.entries(all).filter(([namespace]) => namespace !== other))
}

async function everyMessage(locale: Locale): Promise<Texts> {
  const folder = path.join(process.cwd(), 'messages', locale)
  if (process.env.NODE_ENV !== 'production') return readFolder(folder)
  const known = read.get(locale) ?? readFolder(folder)
  read.set(locale, known)
  return known
}

async function readFolder(folder: string): Promise<Texts> {
  const texts: Texts = {}
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) texts[entry.name] = await readFolder(file)
    else if (entry.name.endsWith('.json')) {
      texts[entry.name.slice(0, -'.json'.length)] = JSON.parse(await readFile(file, 'utf8')) as Texts
    }
  }
  return texts
}
