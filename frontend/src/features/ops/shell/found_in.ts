import type { CommandGroup } from '@/lib/commands'

/** The commands that have all typed words, in their label first; with no words all but those that want some. */
export function foundIn(groups: readonly CommandGroup[], query: string): CommandGroup[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const begins = (label: string) => words.length > 0 && label.toLocaleLowerCase().startsWith(words[0] ?? '')
  return groups
    .map(({ heading, commands }) => ({
      heading,
      commands: commands
        .filter((command) => {
          if (command.takesQuery) return words.length > 0
          const text = `${command.label} ${heading} ${command.keywords ?? ''}`.toLocaleLowerCase()
          return words.every((word) => text.includes(word))
        })
        .sort((one, other) => Number(begins(other.label)) - Number(begins(one.label))),
    }))
    .filter(({ commands }) => commands.length > 0)
    // what is searched for comes behind what is called so
    .sort((one, other) => Number(onlyQueries(one)) - Number(onlyQueries(other)))
}

function onlyQueries({ commands }: CommandGroup): boolean {
  return commands.every((command) => command.takesQuery)
}
