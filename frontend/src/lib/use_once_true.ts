'use client'

import { useState } from 'react'

/** True from when `value` first was. */
export function useOnceTrue(value: boolean): boolean {
  const [was, setWas] = useState(value)
  if (value && !was) setWas(true)
  return was || value
}
