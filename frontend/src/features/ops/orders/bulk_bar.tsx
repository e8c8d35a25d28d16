'use client'

import { useTranslations } from 'next-intl'

import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'

import { type Move, refusalOf } from './moves'
import type { Order } from './order'

export const BULK_MOVES = ['ship', 'deliver', 'cancel'] as const

/** What can be done with all orders that are selected; nothing while none is. */
export function BulkBar({ chosen, onMove, onNone }: { chosen: readonly Order[]; onMove: (move: Move) => void; onNone: () => void }) {
  const t = useTranslations('ops.orders')
  return (
    <div role="region" aria-label={t('bulk.label')} className={chosen.length > 0 ? 'sticky bottom-20 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-3 rounded-card border border-line-strong bg-raised px-4 py-2.5 shadow-high lg:bottom-6' : 'sr-only'}>
      <span role="status" className="text-sm font-medium">{chosen.length > 0 ? t('bulk.chosen', { count: chosen.length }) : ''}</span>
      {chosen.length > 0 ? (
        <>
          <Menu trigger={<Button look="primary" size="small">{t('bulk.move')}</Button>}>
            {BULK_MOVES.map((move) => {
              const refusals = chosen.map((order) => refusalOf(order, move))
              const open = refusals.filter((refusal) => refusal === undefined).length
              const first = refusals[0]
              return (
                <MenuItem key={move} why={open === 0 && first ? t(`refusals.${first}`) : undefined} onSelect={() => onMove(move)}>
                  {t(`bulk.${move}`, { count: open })}
                </MenuItem>
              )
            })}
          </Menu>
          <Button look="quiet" size="small" onClick={onNone}>{t('bulk.none')}</Button>
        </>
      ) : null}
    </div>
  )
}
