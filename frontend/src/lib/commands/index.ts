export type { Command, CommandGroup } from './command'
export { CommandProvider, useCommandRegistry, useCommands } from './command_provider'
export type { CommandRegistry } from './registry'
export { shortcutHandler } from './shortcuts'
