'use client'

import { useEffect } from 'react'

/** Puts `name` before the portal's name in the tab, once it is known: the server, which calls nobody, cannot. */
export function useDocumentTitle(name: string | undefined): void {
  useEffect(() => {
    if (!name) return
    const said = document.title
    const portal = said.split(' – ').at(-1)
    const ours = portal ? `${name} – ${portal}` : name
    document.title = ours
    return () => { if (document.title === ours) document.title = said }
  }, [name])
}
