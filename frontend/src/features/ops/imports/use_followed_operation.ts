'use client'

import { skipToken } from '@reduxjs/toolkit/query'
import { useState } from 'react'

import { useGetOperationQuery } from '@/api/ops'
import { useLiveRefresh } from '@/lib/live'

import { hasEnded } from './row_counts'

const ASKED_AGAIN_MILLISECONDS = 2_000

/** An operation by its id or its signed name, asked again and again until it has ended. */
export function useFollowedOperation(operationId: string | null) {
  const [going, setGoing] = useState(true)
  const reading = useGetOperationQuery(operationId ? { operationId } : skipToken, { pollingInterval: going ? ASKED_AGAIN_MILLISECONDS : 0, refetchOnMountOrArgChange: true })
  const operation = reading.currentData
  const ended = operation ? hasEnded(operation) : false
  if (operation && going === ended) setGoing(!ended)
  useLiveRefresh(['operation.changed'], () => { if (operationId && !ended) void reading.refetch() })
  return { ...reading, operation, ended }
}
