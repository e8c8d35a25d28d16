// Writes the API hooks of both portals from the committed contracts; with --check says whether they are fresh.
// What a browser opens by itself (sign-in pages, downloads) and what is no request (streams) has no hook.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { generateEndpoints } from '@rtk-query/codegen-openapi'

const frontend = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const PORTALS = [
  { portal: 'shop', contract: 'customer-bff' },
  { portal: 'ops', contract: 'ops-bff' },
]
const NO_HOOK = new Set(['streamEvents', 'signIn', 'finishSignIn', 'exportOrders', 'exportProducts'])

async function generated({ portal, contract }) {
  const code = await generateEndpoints({
    schemaFile: path.join(frontend, `../contracts/${contract}.openapi.json`),
    apiFile: './base_api',
    apiImport: `${portal}BaseApi`,
    exportName: 'generatedApi',
    hooks: { queries: true, lazyQueries: true, mutations: true },
    tag: true,
    encodePathParams: true,
    useUnknown: true,
    // the browser's own cache asks whether what it keeps is still good
    endpointOverrides: [{ pattern: /./, parameterFilter: (name) => name !== 'if-none-match' }],
    filterEndpoints: (name) => !NO_HOOK.has(name),
  })
  return `// Made by \`npm run api\` from contracts/${contract}.openapi.json; do not edit.\n${code}`
}

const check = process.argv.includes('--check')
let stale = false
for (const source of PORTALS) {
  const file = path.join(frontend, `src/api/${source.portal}/generated.ts`)
  // imports are written as if from the working directory
  const code = (await generated(source)).replace(/from "[^"]*base_api"/, 'from "./base_api"')
  const stands = await readFile(file, 'utf8').catch(() => '')
  if (stands === code) continue
  if (check) {
    console.error(`${path.relative(frontend, file)} is not what contracts/${source.contract}.openapi.json says: npm run api --prefix frontend`)
    stale = true
  } else {
    await writeFile(file, code)
  }
}
process.exit(stale ? 1 : 0)
