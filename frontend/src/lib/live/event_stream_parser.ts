/** Server-sent events out of the bytes of an answer (HTML standard, section 9.2.6). */

export interface StreamedEvent {
  /** `message` where the stream does not say. */
  name: string
  data: string
}

/** One a connection. `push` returns the events that are complete; `place` is the last event id that came. */
export class EventStreamParser {
  place: string | null = null
  private readonly decoder = new TextDecoder()
  private rest = ''
  private name = ''
  private data: string[] = []

  push(chunk: Uint8Array): StreamedEvent[] {
    this.rest += this.decoder.decode(chunk, { stream: true })
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/)
    this.rest = lines.pop() ?? ''
    return lines.flatMap((line) => this.take(line))
  }

  private take(line: string): StreamedEvent[] {
    if (line === '') return this.complete()
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'data') this.data.push(value)
    else if (field === 'event') this.name = value
    else if (field === 'id' && !value.includes('\0')) this.place = value || null
    return []
  }

  private complete(): StreamedEvent[] {
    const event = { name: this.name || 'message', data: this.data.join('\n') }
    const something = this.data.length > 0
    this.name = ''
    this.data = []
    return something ? [event] : []
  }
}
