'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useMemo } from 'react'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'

import { fieldProblem, type ProblemError } from '@/api/base/problem'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text_field'

import type { ShipTo } from '../basket'
import { countriesIn } from './countries'
import { keepDraft, keptDraft } from './draft'

const FIELDS = ['name', 'line1', 'line2', 'postal_code', 'city', 'region', 'country'] as const
/** The bounds of the API. */
const LONGEST: Record<(typeof FIELDS)[number], number> = { name: 100, line1: 200, line2: 200, postal_code: 20, city: 100, region: 100, country: 2 }

export type AddressWords = Record<(typeof FIELDS)[number], string>

export interface AddressFormProps {
  id: string
  /** What stands there to begin with, where this tab keeps no draft. */
  initial: AddressWords | undefined
  refusal: ProblemError | undefined
  onSubmit: (shipTo: ShipTo) => void
}

/** Where an order goes. It is sent by a button elsewhere, whose `form` is this one's `id`. */
export default function AddressForm({ id, initial, refusal, onSubmit }: AddressFormProps) {
  const t = useTranslations('shop.checkout')
  const locale = useLocale()
  const countries = useMemo(() => countriesIn(locale), [locale])
  const schema = useMemo(() => {
    const some = (field: (typeof FIELDS)[number]) => z.string().check(z.trim(), z.minLength(1, t('missing')), z.maxLength(LONGEST[field], t('tooLong', { most: LONGEST[field] })))
    const any = (field: (typeof FIELDS)[number]) => z.string().check(z.trim(), z.maxLength(LONGEST[field], t('tooLong', { most: LONGEST[field] })))
    return z.object({
      name: some('name'), line1: some('line1'), line2: any('line2'), postal_code: some('postal_code'), city: some('city'), region: any('region'),
      country: z.string().check(z.regex(/^[A-Z]{2}$/, t('chooseCountry'))),
    })
  }, [t])
  const { register, handleSubmit, setError, subscribe, reset, formState } = useForm<AddressWords>({
    resolver: zodResolver(schema),
    mode: 'onTouched',
    defaultValues: keptDraft() ?? initial ?? { name: '', line1: '', line2: '', postal_code: '', city: '', region: '', country: '' },
  })
  useEffect(() => subscribe({ formState: { values: true }, callback: ({ values }) => keepDraft(values) }), [subscribe])
  useEffect(() => { if (initial && !keptDraft()) reset(initial) }, [initial, reset])
  useEffect(() => {
    for (const field of FIELDS) {
      const message = fieldProblem(refusal, `/ship_to/${field}`)
      if (message) setError(field, { message }, { shouldFocus: true })
    }
  }, [refusal, setError])
  const field = (name: (typeof FIELDS)[number], autoComplete: string) => ({
    label: t(`fields.${name}`),
    error: formState.errors[name]?.message,
    autoComplete: `shipping ${autoComplete}`,
    ...register(name),
  })
  const submit = handleSubmit(({ line2, region, ...rest }) => onSubmit({ ...rest, line2: line2 || null, region: region || null }))
  return (
    <form id={id} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4 sm:grid-cols-6">
      <div className="sm:col-span-6"><TextField {...field('name', 'name')} /></div>
      <div className="sm:col-span-6"><TextField {...field('line1', 'address-line1')} /></div>
      <div className="sm:col-span-6"><TextField {...field('line2', 'address-line2')} hint={t('optional')} /></div>
      <div className="sm:col-span-2"><TextField {...field('postal_code', 'postal-code')} /></div>
      <div className="sm:col-span-4"><TextField {...field('city', 'address-level2')} /></div>
      <div className="sm:col-span-3"><TextField {...field('region', 'address-level1')} hint={t('optional')} /></div>
      <div className="self-end sm:col-span-3"><Select {...field('country', 'country')} options={[{ value: '', label: t('choose') }, ...countries]} /></div>
    </form>
  )
}
