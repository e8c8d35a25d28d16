'use client'

import NextLink from 'next/link'
import { type ComponentProps, useState } from 'react'

/** A link among many: its page is fetched ahead when a pointer or the focus comes to it, not when it is seen. */
export function EagerLink(props: ComponentProps<typeof NextLink>) {
  const [near, setNear] = useState(false)
  return <NextLink {...props} prefetch={near} onPointerEnter={() => setNear(true)} onFocus={() => setNear(true)} />
}
