import { Archive, Bell, ChartColumn, ClipboardList, FileUp, Inbox, Package, TriangleAlert, Webhook } from 'lucide-react'

import { UnreadCount } from '@/features/ops/notices'
import type { NavigationEntry } from '@/features/ops/shell'

/** The pages of the operations desk, in the order in which they are shown. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { name: 'orders', href: '/ops/orders', icon: Inbox, keys: 'g o', onPhone: true },
  { name: 'products', href: '/ops/products', icon: Package, keys: 'g p', onPhone: true },
  { name: 'low-stock', href: '/ops/low-stock', icon: TriangleAlert, keys: 'g l', onPhone: true },
  { name: 'imports', href: '/ops/imports', icon: FileUp, keys: 'g i' },
  { name: 'notices', href: '/ops/notices', icon: Bell, keys: 'g n', onPhone: true, Count: UnreadCount },
  { name: 'operations', href: '/ops/operations', icon: ClipboardList, keys: 'g q' },
  { name: 'dead-letters', href: '/ops/dead-letters', icon: Archive, keys: 'g d' },
  { name: 'insights', href: '/ops/insights', icon: ChartColumn, keys: 'g a' },
  { name: 'webhooks', href: '/ops/webhooks', icon: Webhook, keys: 'g w' },
]
