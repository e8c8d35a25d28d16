// The build that is started: .next/standalone, with the files beside it that Next.js leaves to others.
import { spawnSync } from 'node:child_process'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'

const frontend = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const environment = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }

// a build that was broken off leaves what the next one stumbles over
for (const part of ['cache/turbopack', 'server', 'static', 'standalone', 'types', 'lock']) {
  await rm(path.join(frontend, '.next', part), { recursive: true, force: true })
}
const built = spawnSync(process.execPath, [path.join(frontend, 'node_modules/next/dist/bin/next'), 'build'], { cwd: frontend, env: environment, stdio: 'inherit' })
if (built.status !== 0) process.exit(built.status ?? 1)
const standalone = path.join(frontend, '.next/standalone')
await cp(path.join(frontend, '.next/static'), path.join(standalone, '.next/static'), { recursive: true })
await cp(path.join(frontend, 'public'), path.join(standalone, 'public'), { recursive: true })
await cp(path.join(frontend, 'scripts/precompressed.mjs'), path.join(standalone, 'precompressed.mjs'))
for (const name of await readdir(path.join(standalone, '.next/static'), { recursive: true })) {
  if (!/\.(js|css)$/.test(name)) continue
  const file = path.join(standalone, '.next/static', name)
  await writeFile(`${file}.br`, await promisify(brotliCompress)(await readFile(file)))
}
