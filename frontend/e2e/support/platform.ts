import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
const PYTHON = path.join(REPOSITORY, '.venv/bin/python')
const READY_WITHIN_MILLISECONDS = 120_000
const PORTS = ['DYNAMODB_LOCAL_PORT', 'CUSTOMER_BFF_PORT', 'OPS_BFF_PORT', 'BACKEND_PORT', 'IDENTITY_PORT', 'SHOP_GATEWAY_PORT',
  'OPS_GATEWAY_PORT', 'AWS_EMULATOR_PORT', 'VALKEY_PORT', 'WORKERS_PORT', 'FRONTEND_PORT']

/**
 * Starts the whole platform on free ports, with the seed's products and orders in it, unless the environment names one.
 * Returns how to end it. Its log stays in the folder that is printed.
 */
export default async function startPlatform(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SHOP_URL && process.env.OPS_URL && process.env.IDENTITY_URL) return undefined
  const folder = mkdtempSync(path.join(tmpdir(), 'waybill-e2e-'))
  const ports = await freePorts(PORTS.length)
  const { DYNAMODB_LOCAL_DATA: _kept, ...inherited } = process.env
  const environment = {
    ...inherited,
    ...Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])])),
    STACK_FOLDER: folder,
    RETRY_FIRST_PAUSE_SECONDS: '0.2', // what keeps failing is soon a dead letter
  } as NodeJS.ProcessEnv
  const terminal = openSync(path.join(folder, 'terminal.log'), 'w')
  const stack = spawn(PYTHON, ['-m', 'stack', 'run'], { cwd: REPOSITORY, env: environment, stdio: ['ignore', terminal, terminal] })
  closeSync(terminal)
  const ended = once(stack, 'exit')
  const end = async () => { stack.kill('SIGTERM'); await ended }
  try {
    const addresses = await addressesWhenReady(path.join(folder, 'stack.json'), () => stack.exitCode !== null)
    process.env.SHOP_URL = addresses.shop_gateway
    process.env.OPS_URL = addresses.ops_gateway
    process.env.IDENTITY_URL = addresses.identity
    process.env.AWS_EMULATOR_URL = addresses.aws_emulator
    const seeded = spawnSync(PYTHON, ['-m', 'stack', 'as-backend', 'dynamodb-local/seed/load.py'], { cwd: REPOSITORY, env: environment, encoding: 'utf8' })
    if (seeded.status !== 0) throw new Error(`The seed could not be loaded: ${seeded.stderr}`)
  } catch (error) {
    await end()
    throw new Error(`The platform did not start; see ${folder}/terminal.log`, { cause: error })
  }
  console.log(`The platform runs for these tests; its log is in ${folder}`)
  return end
}

async function addressesWhenReady(record: string, hasEnded: () => boolean): Promise<Record<string, string>> {
  const giveUpAt = Date.now() + READY_WITHIN_MILLISECONDS
  while (Date.now() < giveUpAt && !hasEnded()) {
    const { addresses } = existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as { addresses: Record<string, string> | null }) : { addresses: null }
    if (addresses && Object.keys(addresses).length > 0) return addresses
    await sleep(100)
  }
  throw new Error(hasEnded() ? 'it ended' : 'it was not ready in time')
}

async function freePorts(count: number): Promise<number[]> {
  const held = await Promise.all(Array.from({ length: count }, async () => {
    const server = net.createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return server
  }))
  const ports = held.map((server) => (server.address() as net.AddressInfo).port)
  await Promise.all(held.map((server) => { server.close(); return once(server, 'close') }))
  return ports
}
