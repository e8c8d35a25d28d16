'use client'

import { BrokenPage } from '@/components/frame/broken_page'

export default function OpsError({ reset }: { reset: () => void }) {
  return <BrokenPage reset={reset} />
}
