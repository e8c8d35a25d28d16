'use client'

import { OpsHome } from '@/features/ops/home'

import { NAVIGATION } from './navigation'

export function OpsStart() {
  return <OpsHome places={NAVIGATION} />
}
