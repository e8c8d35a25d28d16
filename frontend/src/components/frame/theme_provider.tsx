'use client'

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'

import { rememberChoice } from '@/lib/preferences'
import { type Theme, THEME_COOKIE } from '@/lib/theme/theme'

const ThemeChoice = createContext<{ theme: Theme; choose: (theme: Theme) => void }>({ theme: 'system', choose: () => undefined })

/** `initial` is what the page was written with. */
export function ThemeProvider({ initial, children }: { initial: Theme; children: ReactNode }) {
  const [theme, setTheme] = useState(initial)
  const choose = useCallback((next: Theme) => {
    rememberChoice(THEME_COOKIE, next)
    document.documentElement.dataset.theme = next
    setTheme(next)
  }, [])
  return <ThemeChoice value={useMemo(() => ({ theme, choose }), [theme, choose])}>{children}</ThemeChoice>
}

export function useTheme() {
  return use(ThemeChoice)
}
