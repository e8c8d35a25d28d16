'use client'

import { lazy, Suspense } from 'react'

import { useOnceTrue } from '@/lib/use_once_true'

import type { SheetProps } from './primitives/sheet'

export type { SheetProps }

const Shown = lazy(() => import('./primitives/sheet'))

/** Slides in from a side: a basket, a menu on a phone, the details of a row. Loaded when it is first opened. */
export function Sheet(props: SheetProps) {
  return useOnceTrue(props.open) ? <Suspense><Shown {...props} /></Suspense> : null
}
