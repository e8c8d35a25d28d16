import type { Command, CommandGroup } from './command'

/** What can be done now. Whatever is on the screen adds its commands, and takes them away when it leaves. */
export class CommandRegistry {
  private readonly sources: (() => CommandGroup)[] = []

  /** `source` is asked each time, so that it may answer by what is so then. Returns how to take it away. */
  add(source: () => CommandGroup): () => void {
    this.sources.push(source)
    return () => {
      const place = this.sources.indexOf(source)
      if (place >= 0) this.sources.splice(place, 1)
    }
  }

  /** The latest first: the page before the frame. Groups with the same heading are one. */
  groups(): CommandGroup[] {
    const groups = new Map<string, Command[]>()
    for (const source of [...this.sources].reverse()) {
      const { heading, commands } = source()
      groups.set(heading, [...(groups.get(heading) ?? []), ...commands])
    }
    return [...groups].map(([heading, commands]) => ({ heading, commands })).filter(({ commands }) => commands.length > 0)
  }

  /** Of two that want the same keys the later one has them. */
  all(): Command[] {
    return this.groups().flatMap(({ commands }) => commands)
  }
}
