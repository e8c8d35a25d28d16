import { Archive, Bell, ChartColumn, ClipboardList, FileUp, Inbox, Package, TriangleAlert, Webhook } from 'lucide-react'

import type { NavigationEntry } from '@/features/ops/shell'

/** The pages of the operations desk, in the order in which they are shown. */
export const NAVIGATION: readonly NavigationEntry[] = [
  { name: 'orders', href: '/ops/orders', icon: Inbox, onPhone: true },
  { name: 'products', href: '/ops/products', icon: Package, onPhone: true },
  { name: 'low-stock', href: '/ops/low-stock', icon: TriangleAlert, onPhone: true },
  { name: 'imports', href: '/ops/imports', icon: FileUp },
  { name: 'notices', href: '/ops/notices', icon: Bell, onPhone: true },
  { name: 'operations', href: '/ops/operations', icon: ClipboardList },
  { name: 'dead-letters', href: '/ops/dead-letters', icon: Archive },
  { name: 'insights', href: '/ops/insights', icon: ChartColumn },
  { name: 'webhooks', href: '/ops/webhooks', icon: Webhook },
]
