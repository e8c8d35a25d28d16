/**
 * One stream of events for all tabs that a person has open of a portal: the tab that holds a Web Lock reads it and tells the
 * others over a BroadcastChannel. When it closes another takes over, from the place that all have heard of.
 */

import { EventStreamParser } from './event_stream_parser'

/** `live`; `reconnecting` (down for a moment); `stale` (down for longer: what is shown may be old); `off` (nobody may). */
export type LiveState = 'reconnecting' | 'live' | 'stale' | 'off'

export type LiveEvent = { type: string } & Record<string, unknown>

type Told =
  | { kind: 'event'; event: LiveEvent; place: string | null }
  | { kind: 'state'; state: LiveState; place: string | null }
  | { kind: 'who-leads' }

export interface LiveSettings {
  address: string
  /** Tabs with the same name share a stream: the portal and the person. */
  name: string
  fetch?: typeof fetch
  locks?: Pick<LockManager, 'request'> | undefined
  openChannel?: (name: string) => BroadcastChannel
  random?: () => number
}

/** A stream is silent for 10 s at most: there are signs of life. */
const SILENCE_MILLISECONDS = 25_000
const FIRST_PAUSE_MILLISECONDS = 500
const LONGEST_PAUSE_MILLISECONDS = 30_000
const STALE_AFTER_MILLISECONDS = 15_000

export class LiveConnection {
  private current: LiveState = 'reconnecting'
  private place: string | null = null
  private leads = false
  private failures = 0
  private readonly ended = new AbortController()
  private readonly channel: BroadcastChannel
  private readonly handlers = new Set<(event: LiveEvent) => void>()
  private readonly watchers = new Set<() => void>()
  private growingStale: ReturnType<typeof setTimeout> | undefined
  private attempt: AbortController | undefined
  private wake: (() => void) | undefined

  constructor(private readonly settings: LiveSettings) {
    this.channel = (settings.openChannel ?? ((name) => new BroadcastChannel(name)))(settings.name)
    this.channel.onmessage = (message: MessageEvent<Told>) => this.hear(message.data)
  }

  /** What is going on until `close`. */
  start(): void {
    this.countStaleness()
    this.channel.postMessage({ kind: 'who-leads' } satisfies Told)
    window.addEventListener('online', this.tryNow)
    const { locks, name } = this.settings
    const lead = async () => { this.leads = true; await this.keepReading() }
    const leading = locks ? locks.request(name, { signal: this.ended.signal }, lead) : lead()
    leading.catch((error: unknown) => { if (!this.ended.signal.aborted) throw error })
  }

  close(): void {
    this.ended.abort()
    this.attempt?.abort()
    this.wake?.()
    window.removeEventListener('online', this.tryNow)
    clearTimeout(this.growingStale)
    this.channel.close()
    this.handlers.clear()
    this.watchers.clear()
  }

  /** `reset` comes as an event of that type: something may have been missed. Returns how to stop. */
  subscribe(handler: (event: LiveEvent) => void): () => void {
    this.handlers.add(handler)
    return () => this.handlers.delete(handler)
  }

  watchState(watcher: () => void): () => void {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  state = (): LiveState => this.current

  private readonly tryNow = () => { this.failures = 0; this.wake?.() }

  private hear(told: Told): void {
    if (told.kind === 'who-leads') {
      if (this.leads) this.tell({ kind: 'state', state: this.current, place: this.place })
      return
    }
    this.place = told.place ?? this.place
    if (told.kind === 'event') this.hand(told.event)
    else this.become(told.state)
  }

  private tell(told: Told): void {
    if (!this.ended.signal.aborted) this.channel.postMessage(told)
  }

  private hand(event: LiveEvent): void {
    for (const handler of [...this.handlers]) handler(event)
  }

  private become(state: LiveState): void {
    if (this.leads) this.tell({ kind: 'state', state, place: this.place })
    if (state === 'live' || state === 'off') {
      clearTimeout(this.growingStale)
      this.growingStale = undefined
    } else if (state === 'reconnecting') {
      if (this.current === 'stale') return // stays so until it is live again
      this.countStaleness()
    }
    if (state === this.current) return
    this.current = state
    for (const watcher of [...this.watchers]) watcher()
  }

  private countStaleness(): void {
    this.growingStale ??= setTimeout(() => this.become('stale'), STALE_AFTER_MILLISECONDS)
  }

  private async keepReading(): Promise<void> {
    while (!this.ended.signal.aborted) {
      const attempt = (this.attempt = new AbortController())
      let pause: number
      try {
        pause = (await this.readOnce(attempt)) ?? this.nextPause()
      } catch {
        pause = this.nextPause()
      } finally {
        attempt.abort()
      }
      if (this.ended.signal.aborted || this.current === 'off') return
      this.become('reconnecting')
      await this.rest(pause)
    }
  }

  /** Till the stream ends. Returns how long to wait (ms) where the service says so. */
  private async readOnce(attempt: AbortController): Promise<number | undefined> {
    const watchdog = new Watchdog(() => attempt.abort())
    try {
      const ask = this.settings.fetch ?? fetch
      const answer = await ask(this.settings.address, {
        headers: { Accept: 'text/event-stream', ...(this.place ? { 'Last-Event-ID': this.place } : {}) },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: attempt.signal,
      })
      if (answer.status === 401 || answer.status === 403) {
        this.become('off')
        return undefined
      }
      if (!answer.ok || !answer.body) {
        const seconds = Number(answer.headers.get('Retry-After'))
        return seconds > 0 ? Math.max(seconds * 1000, this.nextPause()) : undefined
      }
      this.become('live')
      await this.readEvents(answer.body.getReader(), watchdog)
      return undefined
    } finally {
      watchdog.stop()
    }
  }

  private async readEvents(reader: ReadableStreamDefaultReader<Uint8Array>, watchdog: Watchdog): Promise<void> {
    const parser = new EventStreamParser()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      watchdog.feed()
      this.failures = 0
      const events = parser.push(value)
      this.place = parser.place ?? this.place
      for (const { name, data } of events) this.publish(name, data)
    }
  }

  private publish(name: string, data: string): void {
    const event = eventOf(name, data)
    if (!event) return
    this.tell({ kind: 'event', event, place: this.place })
    this.hand(event)
  }

  private nextPause(): number {
    const longest = Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** this.failures++, LONGEST_PAUSE_MILLISECONDS)
    return longest * (0.5 + (this.settings.random ?? Math.random)() / 2)
  }

  private async rest(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      this.wake = () => { clearTimeout(timer); resolve() }
    })
    this.wake = undefined
  }
}

class Watchdog {
  private timer: ReturnType<typeof setTimeout> | undefined
  constructor(private readonly bark: () => void) { this.feed() }
  feed(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(this.bark, SILENCE_MILLISECONDS)
  }
  stop(): void { clearTimeout(this.timer) }
}

function eventOf(name: string, data: string): LiveEvent | undefined {
  if (name === 'reset') return { type: 'reset' }
  try {
    const read: unknown = JSON.parse(data)
    return typeof read === 'object' && read !== null ? { type: name, ...read } : undefined
  } catch {
    return undefined // not an event of ours
  }
}
