'use client'

/** Remembers a choice that is the browser's, not the account's, for a year. */
export function rememberChoice(cookie: string, value: string): void {
  document.cookie = `${cookie}=${value}; Path=/; Max-Age=31536000; SameSite=Lax`
}
