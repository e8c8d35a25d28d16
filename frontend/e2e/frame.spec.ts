import http from 'node:http'

import { addressOf, expect, signIn, test } from './support/test'

const MOST_FIRST_LOAD_BYTES = 170_000

test('somebody signs in from the page that they are on, is greeted, and signs out', async ({ page }) => {
  await page.goto(`${addressOf('shop')}/nowhere?a=1`)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Grace Okafor' }).click()
  await page.waitForURL(`${addressOf('shop')}/nowhere?a=1`)
  await page.getByRole('button', { name: 'Account of Grace Okafor' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(`${addressOf('shop')}/`)
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
})

test('a customer has no business at the desk', async ({ page, mayLog }) => {
  mayLog(/status of 404/) // the gateway's own refusal
  await page.goto(`${addressOf('shop')}/ops`)
  await expect(page.locator('body')).toContainText('not_found')
  await page.goto(addressOf('ops'))
  await page.waitForURL(`${addressOf('ops')}/ops`)
  await expect(page.getByRole('heading', { name: 'Sign in to operations' })).toBeVisible()
})

test('language and theme are kept, and come with the page itself', async ({ page }) => {
  await page.goto(addressOf('shop'))
  await page.getByRole('button', { name: 'Language and appearance' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('button', { name: 'Language and appearance' }).click()
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alles im Shop')
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const written = await (await fetch(addressOf('shop'), { headers: { Cookie: cookies } })).text()
  expect(/<html[^>]*>/.exec(written)?.[0]).toBe('<html lang="de" data-portal="shop" data-theme="dark">')
})

test('no inline script runs, and no style of others', async ({ page, mayLog }) => {
  mayLog(/Content Security Policy/)
  const policy = (await page.goto(addressOf('shop')))!.headers()['content-security-policy']!
  expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic';/)
  expect(policy).not.toContain('unsafe')
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.broken = true"><style>body { color: red }</style>')
  })
  await page.waitForTimeout(200)
  expect(await page.evaluate(() => 'broken' in window)).toBe(false)
  expect(await page.evaluate(() => getComputedStyle(document.body).color)).not.toBe('rgb(255, 0, 0)')
  const again = (await page.reload())!.headers()['content-security-policy']
  expect(again).not.toBe(policy) // a nonce is good for one page
})

test('two tabs share one stream, and the other takes over', async ({ page }) => {
  await signIn(page, 'ops', 'sam')
  await expect(page.getByText('Live')).toBeVisible()
  const other = await page.context().newPage()
  const streams: string[] = []
  page.context().on('request', (request) => { if (request.url().endsWith('/api/events')) streams.push(request.url()) })
  await other.goto(`${addressOf('ops')}/ops`)
  await expect(other.getByText('Live')).toBeVisible()
  expect(streams).toHaveLength(0) // the first tab's is read
  await page.close()
  await expect.poll(() => streams.length).toBe(1)
  await expect(other.getByText('Live')).toBeVisible()
})

test('the phone has its navigation at the foot, and everything behind its menu', async ({ signedIn }) => {
  const page = await signedIn('ops', 'sam', { viewport: { width: 390, height: 844 } })
  await expect(page.getByRole('link', { name: 'Orders' }).last()).toBeVisible()
  await page.getByRole('button', { name: 'More' }).click()
  const menu = page.getByRole('dialog', { name: 'Menu' })
  await expect(menu.getByRole('link', { name: 'Dead letters' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
})

test('the keyboard finds the content first', async ({ page }) => {
  await page.goto(addressOf('shop'))
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
})

test(`the shop's first page loads at most ${MOST_FIRST_LOAD_BYTES} bytes of script`, async () => {
  const html = await (await fetch(addressOf('shop'))).text()
  const scripts = [...html.matchAll(/<script\s[^>]*src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag)).map(([, src]) => src!)
  expect(scripts.length).toBeGreaterThan(3)
  let bytes = 0
  for (const src of new Set(scripts)) bytes += await sentBytes(new URL(src, addressOf('shop')))
  console.log(`first-load script of the shop: ${bytes} bytes, compressed`)
  expect(bytes).toBeLessThanOrEqual(MOST_FIRST_LOAD_BYTES)
})

/** How much comes over the wire, compressed as browsers take it. */
async function sentBytes(address: URL): Promise<number> {
  return await new Promise((resolve, reject) => {
    http.get(address, { headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd' } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => { bytes += chunk.length }).on('end', () => resolve(bytes)).on('error', reject)
    }).on('error', reject)
  })
}
