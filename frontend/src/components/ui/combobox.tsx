'use client'

import { Combobox as Base } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useHydrated } from '@/lib/use_hydrated'

import { Field, type FieldProps, useField } from './field'
import type { Option } from './select'

interface ComboboxProps extends FieldProps {
  options: readonly Option[]
  value: string | null
  onValueChange: (value: string | null) => void
  placeholder?: string
  disabled?: boolean
}

/** One of many, found by typing. */
export function Combobox({ label, hint, error, hideLabel, options, value, onValueChange, placeholder, disabled = false }: ComboboxProps) {
  const field = { label, hint, error, ...(hideLabel ? { hideLabel } : {}) }
  const joined = useField(field)
  const t = useTranslations('ui.combobox')
  // its hidden input has a style attribute, which the policy lets no page come with
  const hydrated = useHydrated()
  const chosen = options.find((option) => option.value === value) ?? null
  return (
    <Field {...field} id={joined.id}>
      {hydrated ? (
        <Base.Root
          items={options}
          value={chosen}
          onValueChange={(option: Option | null) => onValueChange(option?.value ?? null)}
          disabled={disabled}
        >
          <div className="relative">
            <Base.Input {...joined} placeholder={placeholder} className="control pr-10" />
            <Base.Trigger aria-label={t('open', { what: label })} className="absolute inset-y-0 right-0 flex w-10 items-center justify-center text-ink-faint">
              <ChevronsUpDown aria-hidden className="size-4" />
            </Base.Trigger>
          </div>
          <Base.Portal>
            <Base.Positioner sideOffset={6} className="z-50">
              <Base.Popup className="popup max-h-72 w-[var(--anchor-width)] overflow-y-auto p-1">
                <Base.Empty className="px-3 py-2 text-sm text-ink-faint empty:hidden">{t('nothing')}</Base.Empty>
                <Base.List>
                  {(option: Option) => (
                    <Base.Item key={option.value} value={option} className="flex min-h-9 items-center gap-2 rounded-control px-3 text-sm data-[highlighted]:bg-accent-soft">
                      <span className="grow">{option.label}</span>
                      <Base.ItemIndicator><Check aria-hidden className="size-4 text-accent" /></Base.ItemIndicator>
                    </Base.Item>
                  )}
                </Base.List>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      ) : <input {...joined} disabled defaultValue={chosen?.label} className="control" />}
    </Field>
  )
}
