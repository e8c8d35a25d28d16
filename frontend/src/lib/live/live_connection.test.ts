import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { LiveConnection, type LiveEvent, type LiveSettings } from './live_connection'

/** The tabs of a browser: one lock, one channel. */
class Browser {
  private queue: { grant: () => void }[] = []
  private held = false
  private channels: Channel[] = []

  locks = {
    request: (_name: string, { signal }: { signal: AbortSignal }, lead: () => Promise<void>) =>
      new Promise<void>((resolve, reject) => {
        const release = () => { this.held = false; this.queue.shift()?.grant() }
        const waiting = { grant: () => { this.held = true; void lead().finally(() => { release(); resolve() }) } }
        signal.addEventListener('abort', () => { this.queue = this.queue.filter((one) => one !== waiting); reject(signal.reason as Error) })
        if (this.held) this.queue.push(waiting)
        else waiting.grant()
      }),
  } as unknown as Pick<LockManager, 'request'>

  openChannel = () => {
    const channel = new Channel(() => this.channels)
    this.channels.push(channel)
    return channel as unknown as BroadcastChannel
  }
}

class Channel {
  onmessage: ((message: { data: unknown }) => void) | null = null
  private open = true
  constructor(private readonly all: () => Channel[]) {}
  postMessage(data: unknown) {
    for (const other of this.all()) if (other !== this && other.open) other.onmessage?.({ data: structuredClone(data) })
  }
  close() { this.open = false }
}

/** Plays GET /api/events: each request is kept, with what writes to it. */
function playedServer() {
  const asked: { lastEventId: string | null; send: (text: string) => void; end: () => void; signal: AbortSignal }[] = []
  let refusal: Response | undefined
  const answer = (async (_address: RequestInfo | URL, init?: RequestInit) => {
    if (refusal) return refusal.clone()
    const signal = init!.signal!
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        signal.addEventListener('abort', () => { try { controller.error(signal.reason) } catch { /* ended already */ } })
        asked.push({
          lastEventId: new Headers(init?.headers).get('Last-Event-ID'),
          send: (text) => controller.enqueue(new TextEncoder().encode(text)),
          end: () => controller.close(),
          signal,
        })
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
  }) as typeof fetch
  return { asked, answer, refuse: (with_?: Response) => { refusal = with_ } }
}

const opened: LiveConnection[] = []
function tab(browser: Browser, answer: typeof fetch, more: Partial<LiveSettings> = {}) {
  const connection = new LiveConnection({
    address: '/api/events', name: 'shop:ada', fetch: answer, locks: browser.locks, openChannel: browser.openChannel, random: () => 1, ...more,
  })
  opened.push(connection)
  const events: LiveEvent[] = []
  connection.subscribe((event) => events.push(event))
  connection.start()
  return { connection, events }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { for (const one of opened.splice(0)) one.close(); vi.useRealTimers() })

test('tabs share one stream, and all hear what is told', async () => {
  const browser = new Browser()
  const played = playedServer()
  const tabs = [tab(browser, played.answer), tab(browser, played.answer), tab(browser, played.answer)]
  await settle()
  expect(played.asked).toHaveLength(1)
  played.asked[0]!.send('id: 1-1\nevent: order.shipped\ndata: {"type": "order.shipped", "version": 2}\n\n')
  await settle()
  for (const { events, connection } of tabs) {
    expect(events).toEqual([{ type: 'order.shipped', version: 2 }])
    expect(connection.state()).toBe('live')
  }
})

test('a tab that is opened later learns at once that all is live', async () => {
  const browser = new Browser()
  const played = playedServer()
  tab(browser, played.answer)
  await settle()
  expect(tab(browser, played.answer).connection.state()).toBe('live')
})

test('when the reading tab closes, another goes on behind what all have heard', async () => {
  const browser = new Browser()
  const played = playedServer()
  const [first, second] = [tab(browser, played.answer), tab(browser, played.answer)]
  await settle()
  played.asked[0]!.send('id: 1-7\nevent: product.changed\ndata: {}\n\n')
  await settle()
  first.connection.close()
  await settle()
  expect(played.asked[0]!.signal.aborted).toBe(true)
  expect(played.asked.map(({ lastEventId }) => lastEventId)).toEqual([null, '1-7'])
  played.asked[1]!.send('id: 1-8\nevent: product.changed\ndata: {"n": 2}\n\n')
  await settle()
  expect(second.events).toEqual([{ type: 'product.changed' }, { type: 'product.changed', n: 2 }])
})

test('a stream that ends is opened again behind the last sign of life', async () => {
  const played = playedServer()
  const { connection } = tab(new Browser(), played.answer)
  await settle()
  played.asked[0]!.send(':\nid: 1-9\n\n')
  await settle()
  played.asked[0]!.end()
  await settle()
  expect(connection.state()).toBe('reconnecting')
  await vi.advanceTimersByTimeAsync(500)
  expect(played.asked[1]!.lastEventId).toBe('1-9')
  expect(connection.state()).toBe('live')
})

test('pauses grow while nobody answers, what is shown grows stale, and the network coming back cuts the pause short', async () => {
  const played = playedServer()
  const { connection } = tab(new Browser(), played.answer)
  await settle()
  const refusals = vi.fn(played.answer)
  played.refuse(new Response('', { status: 503 }))
  ;(connection as unknown as { settings: LiveSettings }).settings.fetch = refusals
  played.asked[0]!.end()
  await vi.advanceTimersByTimeAsync(14_000)
  expect(connection.state()).toBe('reconnecting')
  expect(refusals).toHaveBeenCalledTimes(4) // after 0.5, 1.5, 3.5 and 7.5 s
  await vi.advanceTimersByTimeAsync(1_100)
  expect(connection.state()).toBe('stale')
  played.refuse()
  window.dispatchEvent(new Event('online'))
  await settle()
  expect(connection.state()).toBe('live')
})

test('a refusal that says when to come again is minded', async () => {
  const played = playedServer()
  const asked = vi.fn(played.answer)
  played.refuse(new Response('', { status: 429, headers: { 'Retry-After': '7' } }))
  tab(new Browser(), asked)
  await vi.advanceTimersByTimeAsync(6_900)
  expect(asked).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(asked).toHaveBeenCalledTimes(2)
})

test('who may not listen is not asked for again', async () => {
  const played = playedServer()
  const asked = vi.fn(played.answer)
  played.refuse(new Response('', { status: 401 }))
  const { connection } = tab(new Browser(), asked)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(connection.state()).toBe('off')
  expect(asked).toHaveBeenCalledTimes(1)
})

test('a stream without signs of life is given up', async () => {
  const played = playedServer()
  tab(new Browser(), played.answer)
  await settle()
  await vi.advanceTimersByTimeAsync(26_000)
  expect(played.asked[0]!.signal.aborted).toBe(true)
  expect(played.asked).toHaveLength(2)
})

test('reset is told, nonsense is not', async () => {
  const played = playedServer()
  const { events } = tab(new Browser(), played.answer)
  await settle()
  played.asked[0]!.send('event: reset\ndata: {}\n\nevent: x\ndata: {not json\n\n')
  await settle()
  expect(events).toEqual([{ type: 'reset' }])
})

test('without locks a tab reads for itself', async () => {
  const played = playedServer()
  const { events } = tab(new Browser(), played.answer, { locks: undefined })
  await settle()
  played.asked[0]!.send('event: product.gone\ndata: {"product_id": "1"}\n\n')
  await settle()
  expect(events).toEqual([{ type: 'product.gone', product_id: '1' }])
})
