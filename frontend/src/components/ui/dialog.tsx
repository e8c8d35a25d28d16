'use client'

import { lazy, Suspense } from 'react'

import { useOnceTrue } from '@/lib/use_once_true'

import type { DialogProps } from './primitives/dialog'

export type { DialogProps }

const Shown = lazy(() => import('./primitives/dialog'))

/** In front of the page, which waits. Esc and a click beside it close it. Loaded when it is first opened. */
export function Dialog(props: DialogProps) {
  return useOnceTrue(props.open) ? <Suspense><Shown {...props} /></Suspense> : null
}
