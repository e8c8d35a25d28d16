import { expect, test } from 'vitest'

import { EventStreamParser } from './event_stream_parser'

const bytes = (text: string) => new TextEncoder().encode(text)

test('events, whole or in pieces, wherever they are cut', () => {
  const stream = bytes('retry: 500\nid: 1-1\n\nevent: order.placed\ndata: {"a":\ndata: "ä"}\nid: 1-2\n\n: sign of life\nid: 1-3\n\n')
  for (let cut = 0; cut <= stream.length; cut++) {
    const parser = new EventStreamParser()
    const events = [...parser.push(stream.slice(0, cut)), ...parser.push(stream.slice(cut))]
    expect(events).toEqual([{ name: 'order.placed', data: '{"a":\n"ä"}' }])
    expect(parser.place).toBe('1-3')
  }
})

test('carriage returns end lines too', () => {
  expect(new EventStreamParser().push(bytes('data: 1\r\n\r\ndata: 2\r\n\r\n')).map(({ data }) => data)).toEqual(['1', '2'])
})

test('what is not finished is not told', () => {
  expect(new EventStreamParser().push(bytes('data: 1\n'))).toEqual([])
})
