'use client'

import { Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Popover } from '@/components/ui/popover'

import { type Column, COLUMNS } from './queue_address'

export function ColumnsMenu({ columns, onColumns }: { columns: readonly Column[]; onColumns: (columns: readonly Column[]) => void }) {
  const t = useTranslations('ops.orders')
  return (
    <Popover title={t('columnsTitle')} trigger={<Button icon={<Columns3 aria-hidden className="size-4" />}>{t('columnsTitle')}</Button>}>
      <div className="grid min-w-48">
        {COLUMNS.map((column) => (
          <Checkbox
            key={column}
            label={t(`columns.${column}`)}
            checked={columns.includes(column)}
            onChange={(event) => onColumns(COLUMNS.filter((one) => (one === column ? event.target.checked : columns.includes(one))))}
          />
        ))}
      </div>
    </Popover>
  )
}
