import type { Store } from '@reduxjs/toolkit'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactElement } from 'react'

import { makeOpsStore } from '@/app/(ops)/ops/store'
import { makeShopStore } from '@/app/(shop)/store'
import { PortalProviders } from '@/components/frame/portal_providers'
import type { Locale } from '@/lib/i18n/locales'
import { messagesOf } from '@/lib/i18n/messages'

import { address } from './navigation'

interface RenderOptions { locale?: Locale; at?: string }

/** Shows something as a page of the shop does: with its store, its texts (English), its toasts. `at` is the address. */
export async function renderShop(shown: ReactElement, options: RenderOptions & { store?: ReturnType<typeof makeShopStore> } = {}) {
  const store = options.store ?? makeShopStore()
  return { store, ...(await show(shown, 'shop', store, options)) }
}

/** The same of the operations desk. */
export async function renderOps(shown: ReactElement, options: RenderOptions & { store?: ReturnType<typeof makeOpsStore> } = {}) {
  const store = options.store ?? makeOpsStore()
  return { store, ...(await show(shown, 'ops', store, options)) }
}

async function show(shown: ReactElement, portal: 'shop' | 'ops', store: Store, { locale = 'en', at = portal === 'shop' ? '/' : '/ops' }: RenderOptions) {
  address.value = at
  const messages = await messagesOf(locale, portal)
  const within = (inner: ReactElement) => (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone="Europe/Berlin">
      <PortalProviders makeStore={() => store}>{inner}</PortalProviders>
    </NextIntlClientProvider>
  )
  const { rerender, ...rest } = render(within(shown))
  return { user: userEvent.setup(), rerender: (inner: ReactElement) => rerender(within(inner)), ...rest }
}
