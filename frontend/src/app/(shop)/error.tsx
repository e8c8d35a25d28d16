'use client'

import { BrokenPage } from '@/components/frame/broken_page'

export default function ShopError({ reset }: { reset: () => void }) {
  return <BrokenPage reset={reset} />
}
