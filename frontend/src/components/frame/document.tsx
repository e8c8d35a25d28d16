import { NextIntlClientProvider } from 'next-intl'
import { getLocale } from 'next-intl/server'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'

import type { Locale } from '@/lib/i18n/locales'
import { compiledMessagesOf } from '@/lib/i18n/messages'
import { THEME_COOKIE, themeFrom } from '@/lib/theme/theme'

import { ThemeProvider } from './theme_provider'

/** The html and body of a portal, in the language and the theme of who asks. */
export async function PortalDocument({ portal, children }: { portal: 'shop' | 'ops'; children: ReactNode }) {
  const locale = (await getLocale()) as Locale
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <html lang={locale} data-portal={portal} data-theme={theme}>
      <body>
        <NextIntlClientProvider messages={await compiledMessagesOf(locale, portal)}>
          <ThemeProvider initial={theme}>{children}</ThemeProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
