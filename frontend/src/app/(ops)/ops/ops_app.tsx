'use client'

import type { ReactNode } from 'react'

import { PortalProviders } from '@/components/frame/portal_providers'
import { CommandCentre, OpsFrame } from '@/features/ops/shell'

import { NAVIGATION } from './navigation'
import { makeOpsStore } from './store'

/** The desk's frame with what features put into its slots: `command` and `notices`. */
export function OpsApp({ children }: { children: ReactNode }) {
  return (
    <PortalProviders makeStore={() => makeOpsStore()}>
      <OpsFrame navigation={NAVIGATION} command={<CommandCentre navigation={NAVIGATION} />}>{children}</OpsFrame>
    </PortalProviders>
  )
}
