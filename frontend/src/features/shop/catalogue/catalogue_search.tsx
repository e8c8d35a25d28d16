'use client'

import { useTranslations } from 'next-intl'
import { usePathname, useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'

import { SearchField } from '@/components/ui/search_field'

import { useFilters } from './filters'

const PAUSE_MILLISECONDS = 180

/** Searches the catalogue: as somebody types while it is shown, by Enter from every other page. */
export function CatalogueSearch() {
  const t = useTranslations('shop.catalogue')
  const router = useRouter()
  const onCatalogue = usePathname() === '/'
  const { filters, choose } = useFilters()
  const said = onCatalogue ? filters.search : ''
  const [typed, setTyped] = useState(said)
  const [before, setBefore] = useState(said)
  const [sent, setSent] = useState<readonly string[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  if (said !== before) {
    setBefore(said)
    const place = sent.indexOf(said) // the address follows what was typed, and somebody may be further by then
    setSent(sent.slice(place + 1))
    if (place < 0) setTyped(said) // by a link, or by Back
  }

  const search = (words: string) => {
    clearTimeout(timer.current)
    if (!onCatalogue) router.push(words ? `/?search=${encodeURIComponent(words)}` : '/')
    else if (words !== said) {
      setSent((all) => [...all, words])
      choose({ search: words }, { replace: said !== '' }) // one step back leads out of the search
    }
  }
  const type = (words: string) => {
    setTyped(words)
    clearTimeout(timer.current)
    if (onCatalogue) timer.current = setTimeout(() => search(words), words === '' ? 0 : PAUSE_MILLISECONDS)
  }
  const submit = (event: FormEvent) => { event.preventDefault(); search(typed) }
  return (
    <form role="search" onSubmit={submit}>
      <SearchField label={t('search')} value={typed} onValueChange={type} maxLength={100} enterKeyHint="search" />
    </form>
  )
}
