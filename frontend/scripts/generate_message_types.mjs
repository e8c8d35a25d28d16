// Writes the type of all texts from messages/en, so that a text that is not there is a type error; with --check says whether
// it is fresh.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const frontend = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const target = path.join(frontend, 'src/lib/i18n/messages.generated.d.ts')

async function typeOf(folder, indent) {
  const entries = (await readdir(path.join(frontend, folder), { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))
  const lines = []
  for (const entry of entries) {
    const within = `${folder}/${entry.name}`
    if (entry.isDirectory()) lines.push(`${indent}${entry.name}: {\n${await typeOf(within, `${indent}  `)}${indent}}\n`)
    else lines.push(`${indent}'${entry.name.replace(/\.json$/, '')}': typeof import('../../../${within}')\n`)
  }
  return lines.join('')
}

const code = `// Made by \`npm run texts\` from messages/en; do not edit.
import type { Locale } from './locales'

interface AllMessages {
${await typeOf('messages/en', '  ')}}

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: AllMessages
  }
}
`
const stands = await readFile(target, 'utf8').catch(() => '')
if (stands !== code) {
  if (process.argv.includes('--check')) {
    console.error('src/lib/i18n/messages.generated.d.ts is not what messages/en says: npm run texts --prefix frontend')
    process.exit(1)
  }
  await writeFile(target, code)
}
