import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { Command } from './command'
import { CommandRegistry } from './registry'
import { shortcutHandler } from './shortcuts'

const registry = new CommandRegistry()
const settings = { openPalette: vi.fn(), onRefused: vi.fn(), enabled: vi.fn(() => true), now: vi.fn(() => 0) }
const done: string[] = []
let cleanUp: (() => void)[] = []

function command(id: string, keys: string, more: Partial<Command> = {}): Command {
  return { id, label: id, keys, run: () => { done.push(id) }, ...more }
}

function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }))
}

beforeEach(() => {
  done.length = 0
  settings.enabled.mockReturnValue(true)
  settings.now.mockReturnValue(0)
  settings.openPalette.mockClear()
  settings.onRefused.mockClear()
  const handler = shortcutHandler(registry, settings)
  window.addEventListener('keydown', handler)
  cleanUp = [
    () => window.removeEventListener('keydown', handler),
    registry.add(() => ({ heading: 'Desk', commands: [command('orders', 'g o'), command('ship of the desk', 's')] })),
    registry.add(() => ({ heading: 'Page', commands: [command('ship', 's'), command('next', 'j', { repeats: true }), command('cancel', 'c', { why: 'Shipped' })] })),
  ]
})

afterEach(() => {
  for (const end of cleanUp) end()
  document.body.replaceChildren()
})

describe('keys', () => {
  test('run a command, the one of the page before the one of the desk', () => {
    press('s')
    expect(done).toEqual(['ship'])
  })

  test('one after the other run a command, if they come soon', () => {
    press('g')
    press('o')
    expect(done).toEqual(['orders'])
    press('g')
    settings.now.mockReturnValue(2_000)
    press('o')
    expect(done).toEqual(['orders'])
  })

  test('a key that does not go on with the first is taken by itself', () => {
    press('g')
    press('s')
    expect(done).toEqual(['ship'])
  })

  test.each(['input', 'textarea', 'select'])('do nothing within %s', (name) => {
    const field = document.body.appendChild(document.createElement(name))
    press('s', {}, field)
    expect(done).toEqual([])
  })

  test('count on a checkbox, which nobody types into', () => {
    const box = document.body.appendChild(document.createElement('input'))
    box.type = 'checkbox'
    press('s', {}, box)
    expect(done).toEqual(['ship'])
  })

  test('do nothing behind a dialog', () => {
    const dialog = document.body.appendChild(document.createElement('div'))
    dialog.setAttribute('role', 'dialog')
    dialog.dataset.open = ''
    press('s')
    expect(done).toEqual([])
  })

  test('do nothing with Ctrl, and nothing when turned off; Ctrl-K opens the palette all the same, in a field too', () => {
    press('s', { ctrlKey: true })
    settings.enabled.mockReturnValue(false)
    press('s')
    expect(done).toEqual([])
    press('k', { ctrlKey: true }, document.body.appendChild(document.createElement('input')))
    press('k', { metaKey: true })
    expect(settings.openPalette).toHaveBeenCalledTimes(2)
  })

  test('held down repeat only what may be repeated', () => {
    press('j', { repeat: true })
    press('s', { repeat: true })
    expect(done).toEqual(['next'])
  })

  test('of what cannot be done say so', () => {
    press('c')
    expect(done).toEqual([])
    expect(settings.onRefused).toHaveBeenCalledWith(expect.objectContaining({ why: 'Shipped' }))
  })

  test('mean nothing once the page has gone', () => {
    cleanUp.at(-1)?.()
    press('s')
    expect(done).toEqual(['ship of the desk'])
  })
})
