'use client'

import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'

import { type Command, useCommands } from '@/lib/commands'

import { type Move, refusalOf } from './moves'
import { type Order, shortNumber } from './order'

interface QueueActions {
  orders: readonly Order[]
  current: Order | undefined
  chosen: readonly Order[]
  waiting: number
  searchBox: RefObject<HTMLInputElement | null>
  onMoveTo: (order: Order) => void
  onToggle: (order: Order) => void
  onOpen: (order: Order) => void
  onBegin: (move: Move, order: Order) => void
  onBulk: (move: Move) => void
  onSelectAll: () => void
  onSelectNone: () => void
  onShowWaiting: () => void
  onSearch: (search: string) => void
  onFirst: (() => void) | undefined
  onNext: (() => void) | undefined
}

const MOVES = [['ship', 's'], ['deliver', 'd'], ['cancel', 'c']] as const

/** What the keyboard and the palette do in the queue: with what is selected, else with the row at hand. */
export function useQueueCommands(actions: QueueActions): void {
  const t = useTranslations('ops.orders')
  const { orders, current, chosen, waiting, searchBox, onMoveTo, onFirst, onNext } = actions
  const nobody = current ? undefined : t('commands.noOrder')
  const step = (by: number) => {
    const place = current ? orders.indexOf(current) + by : 0
    const next = orders[Math.min(orders.length - 1, Math.max(0, place))]
    if (next) onMoveTo(next)
  }
  const moves = MOVES.map(([move, keys]): Command => {
    if (chosen.length > 0) return { id: move, keys, label: t(`commands.${move}Chosen`, { count: chosen.length }), why: whyNone(move), run: () => actions.onBulk(move) }
    const refusal = current && refusalOf(current, move)
    return {
      id: move,
      keys,
      label: current ? t(`commands.${move}`, { number: shortNumber(current.order_id) }) : t(`moves.${move}`),
      why: refusal ? t(`refusals.${refusal}`) : nobody,
      run: () => { if (current) actions.onBegin(move, current) },
    }
  })
  function whyNone(move: Move): string | undefined {
    const refusals = chosen.map((order) => refusalOf(order, move))
    const first = refusals[0]
    return first && refusals.every(Boolean) ? t(`refusals.${first}`) : undefined
  }
  useCommands(t('commands.heading'), [
    { id: 'next-row', keys: 'j', label: t('commands.next'), repeats: true, run: () => step(1) },
    { id: 'previous-row', keys: 'k', label: t('commands.previous'), repeats: true, run: () => step(-1) },
    { id: 'select', keys: 'x', label: t('commands.select'), why: nobody, run: () => { if (current) actions.onToggle(current) } },
    { id: 'open', keys: 'Enter', label: t('commands.open'), why: nobody, run: () => { if (current) actions.onOpen(current) } },
    ...moves,
    { id: 'select-all', keys: 'a', label: t('commands.all'), run: actions.onSelectAll },
    { id: 'select-none', keys: 'u', label: t('commands.none'), why: chosen.length > 0 ? undefined : t('commands.noneChosen'), run: actions.onSelectNone },
    { id: 'search', keys: '/', label: t('commands.search'), run: () => { searchBox.current?.focus(); searchBox.current?.select() } },
    { id: 'new', keys: 'n', label: t('commands.new'), why: waiting > 0 ? undefined : t('commands.noNew'), run: actions.onShowWaiting },
    { id: 'next-page', keys: ']', label: t('commands.nextPage'), why: onNext ? undefined : t('commands.lastPage'), run: () => onNext?.() },
    { id: 'first-page', keys: '[', label: t('commands.firstPage'), why: onFirst ? undefined : t('commands.isFirstPage'), run: () => onFirst?.() },
    { id: 'search-for', label: t('commands.searchFor'), takesQuery: true, run: actions.onSearch },
  ])
}
