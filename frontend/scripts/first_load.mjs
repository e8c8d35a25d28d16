// How much script a portal's first page brings: `node scripts/first_load.mjs http://127.0.0.1:8080/`, gzip, largest first.
import { gzipSync } from 'node:zlib'

const page = process.argv[2]
const html = await (await fetch(page)).text()
const scripts = [...html.matchAll(/<script\s[^>]*src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag)).map(([, src]) => src)
const sizes = await Promise.all([...new Set(scripts)].map(async (src) => {
  const body = Buffer.from(await (await fetch(new URL(src, page))).arrayBuffer())
  return { bytes: gzipSync(body).length, src }
}))
for (const { bytes, src } of sizes.sort((one, other) => other.bytes - one.bytes)) console.log(String(bytes).padStart(8), src)
console.log(String(sizes.reduce((sum, { bytes }) => sum + bytes, 0)).padStart(8), 'in all')
