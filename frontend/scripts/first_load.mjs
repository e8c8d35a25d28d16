// How much script a portal's page brings, as it comes over the wire: `node scripts/first_load.mjs http://127.0.0.1:8080/`
import http from 'node:http'

const page = process.argv[2]
const html = await (await fetch(page)).text()
const scripts = [...html.matchAll(/<script\s[^>]*src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag)).map(([, src]) => src)

const sentBytes = (address) => new Promise((resolve, reject) => {
  http.get(address, { headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd' } }, (response) => {
    let bytes = 0
    response.on('data', (chunk) => { bytes += chunk.length }).on('end', () => resolve(bytes)).on('error', reject)
  }).on('error', reject)
})
const sizes = await Promise.all([...new Set(scripts)].map(async (src) => ({ bytes: await sentBytes(new URL(src, page)), src })))
for (const { bytes, src } of sizes.sort((one, other) => other.bytes - one.bytes)) console.log(String(bytes).padStart(8), src)
console.log(String(sizes.reduce((sum, { bytes }) => sum + bytes, 0)).padStart(8), 'in all')
