/** Something that a person can do here and now: in the command palette, and by its keys. */
export interface Command {
  id: string
  /** A verb and what it is done to, in the person's language. */
  label: string
  /** `s`, `?`, or one after the other: `g o`. As `KeyboardEvent.key` has them. */
  keys?: string
  /** What stands against it now. It is shown all the same, with this beside it. */
  why?: string | undefined
  /** Other words by which it is found. */
  keywords?: string
  /** Holding the key down does it again and again. */
  repeats?: boolean
  /** It takes what was typed into the palette: `run` gets that. Such a command is offered once something is typed. */
  takesQuery?: boolean
  run: (query: string) => void
}

/** Commands that belong together under a heading: those of a page, those of the desk. */
export interface CommandGroup { heading: string; commands: readonly Command[] }
