/** From keys to commands. */

import type { Command } from './command'
import type { CommandRegistry } from './registry'

/** So long may one wait between the keys of `g o`. */
const BETWEEN_KEYS_MILLISECONDS = 1_500

export interface ShortcutSettings {
  openPalette: () => void
  /** Whether single keys count: a person may turn them off (WCAG 2.1.4). */
  enabled: () => boolean
  /** The keys of a command were pressed that cannot be done now. */
  onRefused: (command: Command) => void
  now?: () => number
}

/** Ctrl-K and Cmd-K always open the palette. Other keys do nothing while somebody types, and behind a dialog or a menu. */
export function shortcutHandler(registry: CommandRegistry, settings: ShortcutSettings): (event: KeyboardEvent) => void {
  const now = settings.now ?? (() => Date.now())
  let pressed = ''
  let pressedAt = 0
  return (event) => {
    if (event.defaultPrevented || event.isComposing) return
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      settings.openPalette()
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return
    if (!settings.enabled() || isTyping(event.target) || isBehindSomething(event.target)) {
      pressed = ''
      return
    }
    const begun = now() - pressedAt <= BETWEEN_KEYS_MILLISECONDS ? pressed : ''
    pressed = ''
    const commands = registry.all().filter((command) => command.keys)
    for (const keys of begun ? [`${begun} ${event.key}`, event.key] : [event.key]) {
      const command = commands.find((one) => one.keys === keys)
      if (command) {
        event.preventDefault()
        if (event.repeat && !command.repeats) return
        if (command.why) settings.onRefused(command)
        else command.run('')
        return
      }
      if (commands.some((one) => one.keys?.startsWith(`${keys} `))) {
        pressed = keys
        pressedAt = now()
        return
      }
    }
  }
}

const NOT_TYPED_INTO = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'image', 'range', 'color'])

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !NOT_TYPED_INTO.has(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

function isBehindSomething(target: EventTarget | null): boolean {
  if (target instanceof Element && target.closest('[role="menu"], [role="listbox"]')) return true
  return document.querySelector('[role="dialog"][data-open], [role="alertdialog"][data-open]') !== null
}
