'use client'

import { lazy, Suspense } from 'react'

import { useOnceTrue } from '@/lib/use_once_true'

import type { AlertDialogProps } from './primitives/alert_dialog'

export type { AlertDialogProps }

const Shown = lazy(() => import('./primitives/alert_dialog'))

/** Asks before what cannot be taken back. The focus begins at the way out. Loaded when it is first opened. */
export function AlertDialog(props: AlertDialogProps) {
  return useOnceTrue(props.open) ? <Suspense><Shown {...props} /></Suspense> : null
}
