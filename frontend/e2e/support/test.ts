import AxeBuilder from '@axe-core/playwright'
import { test as base, type Browser, type BrowserContext, expect, type Page } from '@playwright/test'

export { expect }

/** Names of the development identity provider's buttons. */
export const PEOPLE = {
  ada: 'Ada Lindqvist',
  grace: 'Grace Okafor',
  sam: 'Sam Whitfield',
  olivia: 'Olivia Marsh',
} as const
export type PersonName = keyof typeof PEOPLE
export type PortalName = 'shop' | 'ops'

export function addressOf(portal: PortalName): string {
  const address = portal === 'shop' ? process.env.SHOP_URL : process.env.OPS_URL
  if (!address) throw new Error('no platform: see platform.ts')
  return address
}

/**
 * `page` is anybody's. `signedIn(portal, person)` opens another, in a browser of its own. Whatever a page logs as an error, a
 * breach of the Content-Security-Policy above all, fails the test at its end; `mayLog` excuses what a test provokes.
 */
export const test = base.extend<{
  mayLog: (excused: RegExp) => void
  complaints: { list: string[]; excused: RegExp[] }
  signedIn: (portal: PortalName, person: PersonName, options?: Parameters<Browser['newContext']>[0]) => Promise<Page>
}>({
  complaints: [async ({}, give) => {
    const complaints = { list: [] as string[], excused: [] as RegExp[] }
    await give(complaints)
    expect(complaints.list.filter((text) => !complaints.excused.some((one) => one.test(text)))).toEqual([])
  }, { auto: true }],
  mayLog: async ({ complaints }, give) => { await give((excused) => complaints.excused.push(excused)) },
  page: async ({ page, complaints }, give) => {
    listen(page, complaints.list)
    await give(page)
  },
  signedIn: async ({ browser, complaints }, give) => {
    const opened: BrowserContext[] = []
    await give(async (portal, person, options) => {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options })
      opened.push(context)
      const page = await context.newPage()
      await signIn(page, portal, person)
      listen(page, complaints.list)
      return page
    })
    for (const context of opened) await context.close()
  },
})

/** By the provider's own page; ends on the portal's first one. */
export async function signIn(page: Page, portal: PortalName, person: PersonName, returnTo = portal === 'ops' ? '/ops' : '/'): Promise<void> {
  await page.goto(`${addressOf(portal)}/api/session/sign-in?return_to=${encodeURIComponent(returnTo)}`)
  await page.getByRole('button', { name: PEOPLE[person] }).click()
  await page.waitForURL(`${addressOf(portal)}${returnTo}`)
}

/** Nothing that axe has a rule against (WCAG 2.2 AA and its best practices), in the light theme and in the dark one. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    // the colours of both themes stand there until the next frame
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))))
    const { violations } = await new AxeBuilder({ page }).analyze()
    const told = violations.map(({ id, nodes }) => `${scheme} ${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary ?? ''}`).join(' | ')}`)
    expect(told).toEqual([])
  }
}

function listen(page: Page, list: string[]): void {
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // a browser writes this line for any refusal, whether the page minds it or not
    if (/^Failed to load resource: the server responded with a status of 401/.test(message.text())) return
    list.push(message.text())
  })
  page.on('pageerror', (error) => list.push(String(error)))
}
