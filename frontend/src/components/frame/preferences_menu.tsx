'use client'

import { Monitor, Moon, Sun, SunMoon } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'

import { IconButton } from '@/components/ui/icon_button'
import { Menu, MenuChoice, MenuSeparator } from '@/components/ui/menu'
import { LOCALE_COOKIE, LOCALES } from '@/lib/i18n/locales'
import { rememberChoice } from '@/lib/preferences'
import { themeFrom } from '@/lib/theme/theme'

import { useTheme } from './theme_provider'

/** Language and theme. */
export function PreferencesMenu() {
  const t = useTranslations('frame')
  const locale = useLocale()
  const { theme, choose } = useTheme()
  const router = useRouter()
  return (
    <Menu trigger={<IconButton label={t('preferences')} icon={<SunMoon />} />}>
      <MenuChoice
        label={t('theme')}
        value={theme}
        onValueChange={(value) => choose(themeFrom(value))}
        options={[
          { value: 'system', label: t('themes.system'), icon: <Monitor aria-hidden /> },
          { value: 'light', label: t('themes.light'), icon: <Sun aria-hidden /> },
          { value: 'dark', label: t('themes.dark'), icon: <Moon aria-hidden /> },
        ]}
      />
      <MenuSeparator />
      <MenuChoice
        label={t('language')}
        value={locale}
        onValueChange={(value) => { rememberChoice(LOCALE_COOKIE, value); router.refresh() }}
        options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`) }))}
      />
    </Menu>
  )
}
