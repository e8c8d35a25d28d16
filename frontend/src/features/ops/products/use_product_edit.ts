'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { isProblem, type ProblemError } from '@/api/base/problem'
import { type ProductEdit, type ProductView, type ProductWithChanges, useEditProductMutation, useLazyGetProductQuery } from '@/api/ops'
import { useProblemWords } from '@/components/ui/states'
import { useToast } from '@/components/ui/toast'

import { versionTag } from './product'

/** Somebody changed the product since the edit was begun: how it was then, how it is now, and what is wanted. */
export interface Conflict { began: ProductView; now: ProductWithChanges; edit: ProductEdit }

export interface ProductEditing {
  busy: boolean
  /**
   * `began` is the product as it was when the edit was begun: what somebody else did since is then a conflict. Resolves to
   * the product after the edit; undefined where it was refused or is in conflict.
   */
  save: (began: ProductView, edit: ProductEdit) => Promise<ProductView | undefined>
  /** The same, for what is done outside of a form (an undo, a button): a refusal is told in a toast. */
  saveAloud: (began: ProductView, edit: ProductEdit) => Promise<ProductView | undefined>
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
  const toast = useToast()
  const t = useTranslations('ops.products')
  const problemWords = useProblemWords()

  const attempt = async (began: ProductView, wanted: ProductEdit, onRefused: (problem: ProblemError) => void) => {
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
    onRefused(answer.error)
    return undefined
  }
  const save = (began: ProductView, wanted: ProductEdit) => attempt(began, wanted, setRefused)
  const saveAloud = (began: ProductView, wanted: ProductEdit) =>
    attempt(began, wanted, (problem) => toast({ title: t('notSaved', { name: began.name }), description: problemWords(problem).text, tone: 'danger' }))
  const settle = async (choice: 'mine' | 'theirs') => {
    if (!conflict) return undefined
    setConflict(undefined)
    return choice === 'mine' ? saveAloud(conflict.now, conflict.edit) : conflict.now
  }
  return { busy: isLoading, save, saveAloud, refused, conflict, settle, reset: () => setRefused(undefined) }
}
