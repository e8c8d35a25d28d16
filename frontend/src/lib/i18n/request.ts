import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'

import { chooseLocale, LOCALE_COOKIE } from './locales'
import { compiledMessagesOf } from './messages'

export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  const locale = chooseLocale(chosen, (await headers()).get('Accept-Language'))
  return { locale, messages: await compiledMessagesOf(locale), timeZone: 'UTC' }
})
