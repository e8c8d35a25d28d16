'use client'

import { useState } from 'react'

import { isProblem, type ProblemError } from '@/api/base/problem'
import { type ProductEdit, type ProductView, type ProductWithChanges, useEditProductMutation, useLazyGetProductQuery } from '@/api/ops'

import { versionTag } from './product'

/** Somebody changed the product since the edit was begun: how it was then, how it is now, and what is wanted. */
export interface Conflict { began: ProductView; now: ProductWithChanges; edit: ProductEdit }

export interface ProductEditing {
  busy: boolean
  /** Resolves to the product after the edit; undefined where it was refused or is in conflict. */
  save: (began: ProductView, edit: ProductEdit) => Promise<ProductView | undefined>
  /** Why the latest edit was refused. */
  refused: ProblemError | undefined
  conflict: Conflict | undefined
  /** Settles a conflict: `mine` makes the same edit of what stands now. */
  settle: (choice: 'mine' | 'theirs') => Promise<ProductView | undefined>
  reset: () => void
}

/** Edits with the version that was seen. What somebody else did meanwhile is shown, never overwritten unasked. */
export function useProductEdit(): ProductEditing {
  const [edit, { isLoading }] = useEditProductMutation()
  const [read] = useLazyGetProductQuery()
  const [refused, setRefused] = useState<ProblemError>()
  const [conflict, setConflict] = useState<Conflict>()

  const save = async (began: ProductView, wanted: ProductEdit) => {
    setRefused(undefined)
    const answer = await edit({ productId: began.product_id, 'if-match': versionTag(began), productEdit: wanted })
    if (!answer.error) return answer.data as ProductView
    if (!isProblem(answer.error)) return undefined
    if (answer.error.status === 412) {
      const now = await read({ productId: began.product_id })
      if (now.data) {
        setConflict({ began, now: now.data, edit: wanted })
        return undefined
      }
    }
    setRefused(answer.error)
    return undefined
  }
  const settle = async (choice: 'mine' | 'theirs') => {
    if (!conflict) return undefined
    setConflict(undefined)
    return choice === 'mine' ? save(conflict.now, conflict.edit) : conflict.now
  }
  return { busy: isLoading, save, refused, conflict, settle, reset: () => setRefused(undefined) }
}
