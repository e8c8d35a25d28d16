import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { PAGES, type ShownPage } from './support/pages'
import { addressOf, expect, expectAccessible, test } from './support/test'

const SCREENSHOTS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs/screenshots')
const WIDTHS = [390, 1440]

for (const shown of PAGES) {
  test(`${shown.name}: nothing that axe minds, nothing that does not fit, nothing on the console`, async ({ page, signedIn, mayLog }) => {
    mayLog(/status of 404/) // a page that says so
    const tab = shown.as ? await signedIn(shown.portal, shown.as) : page
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: 900 })
      await open(tab, shown)
      await expectAccessible(tab)
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
  })

  test(`${shown.name}: pictures @screenshots`, async ({ page, signedIn, mayLog }) => {
    mayLog(/status of 404/)
    const tab = shown.as ? await signedIn(shown.portal, shown.as) : page
    for (const width of WIDTHS) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await tab.setViewportSize({ width, height: 900 })
        await tab.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await open(tab, shown)
        await tab.evaluate(() => document.fonts.ready)
        await tab.waitForLoadState('networkidle', { timeout: 1_500 }).catch(() => undefined) // a stream is never idle
        await tab.screenshot({ path: path.join(SCREENSHOTS, `${shown.name}-${width}-${colorScheme}.png`) })
      }
    }
  })
}

async function open(page: import('@playwright/test').Page, shown: ShownPage): Promise<void> {
  await page.goto(`${addressOf(shown.portal)}${shown.path}`)
  await expect(page.getByText(shown.ready).first()).toBeVisible()
  if (!shown.on) return
  await shown.on.to(page)
  await expect(page.getByText(shown.on.ready).first()).toBeVisible()
}
