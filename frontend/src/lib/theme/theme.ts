/** Light, dark, or as the system has it. Remembered in a cookie, so that the server writes it into the page: no flash. */

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]
export const THEME_COOKIE = 'waybill-theme'

export function themeFrom(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system'
}
