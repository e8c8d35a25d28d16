'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'

import { TextField } from '@/components/ui/text_field'
import { CARRIERS } from '@/lib/carriers'

const STORED_AS = 'waybill-carrier'

/** The carrier that this browser shipped with last. */
export function rememberedCarrier(): string {
  try {
    return window.localStorage.getItem(STORED_AS) ?? ''
  } catch {
    return ''
  }
}

export function rememberCarrier(carrier: string): void {
  try {
    window.localStorage.setItem(STORED_AS, carrier)
  } catch { /* a browser that keeps nothing */ }
}

export function CarrierField({ value, onValueChange }: { value: string; onValueChange: (value: string) => void }) {
  const t = useTranslations('ops.orders')
  const id = useId()
  return (
    <>
      <TextField label={t('carrier')} list={id} maxLength={60} autoComplete="off" value={value} onChange={(event) => onValueChange(event.target.value)} />
      <datalist id={id}>{CARRIERS.map((carrier) => <option key={carrier} value={carrier} />)}</datalist>
    </>
  )
}
