import type { Page } from '@playwright/test'

import { addressOf, expect, expectAccessible, test } from './support/test'

const ADD = /^Add .* to the basket$/
const isOrders = (url: URL) => url.pathname === '/api/orders'

/** All orders of who is signed in, newest first. */
async function ordersOf(page: Page): Promise<{ order_id: string; lines: { quantity: number }[] }[]> {
  return await page.evaluate(async () => ((await (await fetch('/api/orders?limit=100')).json()) as { items: [] }).items)
}

/** From the catalogue, as a shopper does it: search, open, add, basket, checkout. How many orders there were before. */
async function toCheckout(page: Page, words = 'notebook'): Promise<number> {
  await page.goto(`${addressOf('shop')}/`)
  await page.getByRole('searchbox').fill(words)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Results for “${words}”`)
  await page.getByRole('article').first().getByRole('link').click()
  await page.getByRole('button', { name: 'Add to basket' }).click()
  await page.getByRole('link', { name: 'Go to basket' }).click()
  await page.getByRole('link', { name: 'Go to checkout' }).click()
  await fillAddress(page)
  return (await ordersOf(page)).length
}

async function fillAddress(page: Page): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Name' })).not.toHaveValue('')
  await page.getByRole('textbox', { name: 'Street and number' }).fill('Alder Street 21')
  await page.getByRole('textbox', { name: 'Postal code' }).fill('97205')
  await page.getByRole('textbox', { name: 'Town' }).fill('Portland')
  await page.getByRole('combobox', { name: 'Country' }).selectOption('US')
}

const place = (page: Page) => page.getByRole('button', { name: 'Place order' })
const isPlaced = async (page: Page) => {
  await expect(page.getByText(/^Thank you, .*Your order is placed/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Basket, empty' })).toBeVisible()
}
const isPlacedOnce = async (page: Page, before: number) => {
  await isPlaced(page)
  expect(await ordersOf(page)).toHaveLength(before + 1)
}

test.slow() // each is a whole journey

test('sign in from the basket, order, and read the order', async ({ page }) => {
  await page.goto(`${addressOf('shop')}/?search=mug`)
  await page.getByRole('button', { name: ADD }).first().click()
  await page.getByRole('link', { name: 'Basket, 1 item' }).click()
  await page.getByRole('link', { name: 'Sign in to check out' }).click()
  await page.getByRole('button', { name: 'Grace Okafor' }).click()
  await page.waitForURL(`${addressOf('shop')}/checkout`)
  await fillAddress(page)
  const before = (await ordersOf(page)).length
  await place(page).click()
  await isPlaced(page)
  await expect(page.getByText('Order placed')).toBeVisible()
  await expect(page.getByText('97205 Portland')).toBeVisible()
  expect(await ordersOf(page)).toHaveLength(before + 1)
  await expectAccessible(page)
})

test('a double click orders once', async ({ signedIn }) => {
  const page = await signedIn('shop', 'grace')
  const before = await toCheckout(page)
  await place(page).dblclick()
  await isPlacedOnce(page, before)
})

test('a reload in the middle orders once', async ({ signedIn, mayLog }) => {
  mayLog(/Failed to load resource|net::ERR/)
  const page = await signedIn('shop', 'grace')
  const before = await toCheckout(page)
  let held = false
  await page.route(isOrders, async (route) => {
    if (route.request().method() !== 'POST' || held) return await route.fallback()
    held = true
    await route.fetch() // it has arrived, and its answer never will
  })
  await place(page).click()
  await expect.poll(async () => (await ordersOf(page)).length).toBe(before + 1)
  expect(held).toBe(true)
  await expect(page.getByRole('button', { name: 'Placing your order …' })).toBeDisabled()
  await page.reload()
  await isPlacedOnce(page, before)
})

test('a connection that is cut after the order was sent orders once', async ({ signedIn, mayLog }) => {
  mayLog(/Failed to load resource|net::ERR/)
  const page = await signedIn('shop', 'grace')
  const before = await toCheckout(page)
  const keys: (string | undefined)[] = []
  let cut = true
  await page.route(isOrders, async (route) => {
    if (route.request().method() !== 'POST') return await route.fallback()
    keys.push(route.request().headers()['idempotency-key'])
    if (!cut) return await route.fallback()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await place(page).click()
  await expect(page.getByText('We have not heard whether your order was placed')).toBeVisible({ timeout: 30_000 }) // after four tries
  cut = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await isPlaced(page)
  expect(keys.length).toBeGreaterThan(1)
  expect(new Set(keys).size).toBe(1)
  expect(await ordersOf(page)).toHaveLength(before + 1)
})

test('more than there is, and another price: told line by line, and one click orders what there is', async ({ signedIn, mayLog }) => {
  mayLog(/status of 409/)
  const page = await signedIn('shop', 'grace')
  const before = await toCheckout(page, 'lantern')
  // the page knows less than the shop: its prices and stock are of yesterday
  const body = await page.evaluate(async () => (await (await fetch('/api/products?search=lantern&limit=1')).json()) as { items: { product_id: string; name: string; available: number; price: { amount_minor: number; currency: string } }[] })
  const { product_id: id, name, available, price } = body.items[0]!
  await page.route((url) => url.pathname === `/api/products/${id}`, async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json() as object), available: 1_000_000, price: { ...price, amount_minor: price.amount_minor - 100 } } })
  })
  await page.goto(`${addressOf('shop')}/basket`)
  const quantity = page.getByRole('textbox', { name: `Quantity of ${name}` })
  await quantity.fill(String(available + 5))
  await page.getByRole('link', { name: 'Go to checkout' }).click()
  await fillAddress(page)
  await place(page).click()
  await expect(page.getByText(`Only ${available} left instead of ${available + 5}.`)).toBeVisible()
  expect(await ordersOf(page)).toHaveLength(before)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Back to the basket' }).click()
  await quantity.fill('1')
  await page.getByRole('link', { name: 'Go to checkout' }).click()
  await place(page).click()
  await expect(page.getByText(/^Now .* each, was /)).toBeVisible()
  await page.getByRole('button', { name: /^Accept and order for/ }).click()
  await isPlacedOnce(page, before)
})

test('an order that ships moves on the page by itself; cancelling it is possible before, and not after', async ({ signedIn }) => {
  const shopper = await signedIn('shop', 'grace')
  await toCheckout(shopper)
  await place(shopper).click()
  await isPlaced(shopper)
  await expect(shopper.getByRole('button', { name: 'Cancel order' })).toBeEnabled()
  const id = new URL(shopper.url()).pathname.split('/').at(-1)!
  const staff = await signedIn('ops', 'sam')
  const status = await staff.evaluate(async (orderId) => (await fetch(`/api/orders/${orderId}/shipments`, {
    method: 'POST', headers: { 'X-CSRF': '1', 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ carrier: 'UPS', tracking_number: '1Z999AA10123456784' }),
  })).status, id)
  expect(status).toBeLessThan(300)
  await expect(shopper.getByRole('link', { name: /1Z999AA10123456784/ })).toHaveAttribute('href', 'https://www.ups.com/track?tracknum=1Z999AA10123456784')
  await expect(shopper.getByText('It has shipped, so it can no longer be cancelled.')).toBeVisible()
  await expect(shopper.getByRole('button', { name: 'Cancel order' })).toBeDisabled()
})

test('an order is cancelled after a question', async ({ signedIn }) => {
  const page = await signedIn('shop', 'grace')
  await toCheckout(page)
  await place(page).click()
  await isPlaced(page)
  await page.getByRole('button', { name: 'Cancel order' }).click()
  await page.getByRole('textbox', { name: 'Why?' }).fill('Changed my mind')
  await page.getByRole('button', { name: 'Cancel the order' }).click()
  await expect(page.getByText('Cancelled by you')).toBeVisible()
  await expect(page.getByText('Changed my mind')).toBeVisible()
})

test('by the keyboard alone: search, open, add, order', async ({ signedIn }) => {
  const page = await signedIn('shop', 'grace')
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('notebook')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Results for “notebook”')
  await expect(page.getByRole('article').first()).toBeVisible()
  await tabTo(page, page.getByRole('article').first().getByRole('link'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Add to basket' })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Add to basket' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Go to basket' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: 'Go to checkout' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name' })).not.toHaveValue('')
  await tabTo(page, page.getByRole('textbox', { name: 'Street and number' }))
  await page.keyboard.type('Alder Street 21')
  await page.keyboard.press('Enter')
  await isPlaced(page)
})

async function tabTo(page: Page, target: import('@playwright/test').Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed < 80; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

test('the place in the list survives a look at a product, and a reload; another tab has the same basket', async ({ page }) => {
  await page.goto(`${addressOf('shop')}/?sort=price`)
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(page.getByRole('article')).toHaveCount(48)
  await page.getByRole('article').nth(40).getByRole('link').click()
  await expect(page.getByRole('button', { name: 'Add to basket' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('article')).toHaveCount(48)
  await expect(page.getByRole('article').nth(40)).toBeInViewport()
  await page.reload()
  await expect(page.getByRole('article')).toHaveCount(48)
  await page.getByRole('button', { name: ADD }).first().click()
  const other = await page.context().newPage()
  await other.goto(`${addressOf('shop')}/basket`)
  await expect(other.getByRole('link', { name: 'Basket, 1 item' })).toBeVisible()
  await page.getByRole('button', { name: ADD }).nth(1).click()
  await expect(other.getByRole('link', { name: 'Basket, 2 items' })).toBeVisible()
})
