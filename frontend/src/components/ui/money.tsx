'use client'

import { classNames } from '@/lib/class_names'
import { type MoneyLike, useFormat } from '@/lib/format'

export function Money({ value, className }: { value: MoneyLike; className?: string }) {
  const format = useFormat()
  return <span className={classNames('numbers', className)}>{format.money(value)}</span>
}
