import type { Page } from '@playwright/test'

import { placeOrder } from './support/orders'
import { addressOf, expect, expectAccessible, test } from './support/test'

async function openQueue(ops: Page, query = ''): Promise<void> {
  await ops.goto(`${addressOf('ops')}/ops/orders${query}`)
  await expect(ops.getByRole('table')).toBeVisible()
  await expect(ops.getByText('Live').first()).toBeVisible()
}

const short = (order: { order_id: string }) => order.order_id.slice(0, 8).toUpperCase()
const row = (page: Page, order: { order_id: string }) => page.getByRole('row').filter({ has: page.getByRole('link', { name: short(order), exact: true }) })

test('a shopper orders, the queue says so live, staff ship, the shopper’s order moves', async ({ signedIn }) => {
  const shop = await signedIn('shop', 'ada')
  const ops = await signedIn('ops', 'sam')
  await openQueue(ops, '?status=PROCESSING')
  const before = await ops.getByRole('table').getByRole('link', { name: /^[0-9A-F]{8}$/ }).allTextContents()
  const order = await placeOrder(shop)
  const marker = ops.getByRole('button', { name: '1 new order' })
  await expect(marker).toBeVisible()
  expect(await ops.getByRole('table').getByRole('link', { name: /^[0-9A-F]{8}$/ }).allTextContents()).toEqual(before)
  await marker.click()
  await expect(row(ops, order)).toBeVisible()
  await expect(ops.getByRole('link', { name: short(order), exact: true })).toBeFocused()

  const told = shop.evaluate(async (orderId) => {
    const reader = (await fetch('/api/events', { headers: { Accept: 'text/event-stream' } })).body!.getReader()
    const decoder = new TextDecoder()
    for (let text = ''; ;) {
      const { done, value } = await reader.read()
      if (done) return 'ended'
      text += decoder.decode(value, { stream: true })
      if (text.includes('order.shipped') && text.includes(orderId)) return 'shipped'
    }
  }, order.order_id)
  await ops.keyboard.press('s')
  await expect(ops.getByRole('textbox', { name: 'Tracking number' })).toBeFocused()
  await ops.keyboard.type('1Z999AA10123456784')
  await ops.getByRole('combobox', { name: 'Carrier' }).fill('UPS')
  await ops.getByRole('button', { name: 'Ship all 2 items' }).click()
  await expect(row(ops, order).getByText('Shipped', { exact: true })).toBeVisible()
  expect(await told).toBe('shipped')
  const status = await shop.evaluate(async (id) => ((await (await fetch(`/api/orders/${id}`)).json()) as { status: string }).status, order.order_id)
  expect(status).toBe('SHIPPED')

  await row(ops, order).getByRole('link', { name: short(order), exact: true }).click()
  await expect(ops.getByRole('heading', { level: 1 })).toHaveText(`Order ${short(order)}`)
  await expect(ops.getByRole('list', { name: 'Timeline' })).toContainText('Sam Whitfield (you) shipped')
  await expect(ops.getByRole('link', { name: /1Z999AA10123456784/ })).toHaveAttribute('href', 'https://www.ups.com/track?tracknum=1Z999AA10123456784')
})

test('two of staff: the later one is shown what the earlier did, and chooses', async ({ signedIn, mayLog }) => {
  mayLog(/status of (409|412)/)
  const shop = await signedIn('shop', 'ada')
  const order = await placeOrder(shop)
  const sam = await signedIn('ops', 'sam')
  const olivia = await signedIn('ops', 'olivia')
  await sam.goto(`${addressOf('ops')}/ops/orders/${order.order_id}`)
  await sam.getByRole('button', { name: 'More actions' }).click()
  await sam.getByRole('menuitem', { name: 'Cancel order' }).click()
  await expect(sam.getByRole('alertdialog')).toBeVisible()

  await olivia.goto(`${addressOf('ops')}/ops/orders/${order.order_id}`)
  await olivia.getByRole('button', { name: 'Ship', exact: true }).click()
  await olivia.getByRole('button', { name: /one less/ }).click()
  await olivia.getByRole('textbox', { name: 'Tracking number' }).fill('DHL 1')
  await olivia.getByRole('button', { name: 'Ship 1 item' }).click()
  await expect(olivia.getByText('Partly shipped')).toBeVisible()

  await sam.getByRole('alertdialog').getByRole('button', { name: 'Cancel order' }).click()
  const conflict = sam.getByRole('dialog', { name: 'This order has changed since you looked' })
  await expect(conflict).toContainText('olivia (operations)')
  await expect(conflict).toContainText('shipped part of it')
  await expect(conflict).toContainText('Part of it has shipped: close the rest instead.')
  await expectAccessible(sam)
  await conflict.getByRole('button', { name: 'Leave it as it is now' }).click()
  await expect(sam.getByRole('main').getByText('Partly shipped')).toBeVisible()

  // both correct the number: the later one sees the other's, and may still put theirs
  await sam.getByRole('button', { name: 'Edit tracking' }).click()
  await sam.getByRole('textbox', { name: 'Tracking number' }).fill('DHL 2')
  await olivia.getByRole('button', { name: 'Edit tracking' }).click()
  await olivia.getByRole('textbox', { name: 'Tracking number' }).fill('DHL 3')
  await olivia.getByRole('button', { name: 'Save tracking' }).click()
  await expect(olivia.getByRole('main').getByText('DHL 3').first()).toBeVisible()
  await sam.getByRole('button', { name: 'Save tracking' }).click()
  await expect(conflict.getByRole('row', { name: /Parcels/ })).toContainText('DHL 3')
  await conflict.getByRole('button', { name: 'Save tracking all the same' }).click()
  await expect(olivia.getByRole('main').getByText('DHL 2').first()).toBeVisible()
})

test('many at once: each order has its result', async ({ signedIn }) => {
  const shop = await signedIn('shop', 'ada')
  const orders = [await placeOrder(shop), await placeOrder(shop)]
  const ops = await signedIn('ops', 'sam')
  await openQueue(ops, '?customer=ada')
  for (const order of orders) await row(ops, order).getByRole('checkbox').check()
  await ops.getByRole('region', { name: 'Selected orders' }).getByRole('button', { name: 'Change status' }).click()
  await ops.getByRole('menuitem', { name: 'Ship 2 orders' }).click()
  const dialog = ops.getByRole('dialog')
  await expect(dialog).toContainText('Ship 2 orders?')
  // the customer is quicker with one of them
  const cancelled = await shop.evaluate(async (id) => (await fetch(`/api/orders/${id}/cancellation`, { method: 'POST', headers: { 'X-CSRF': '1', 'Content-Type': 'application/json' }, body: '{}' })).status, orders[0]!.order_id)
  expect(cancelled).toBeLessThan(300)
  await dialog.getByRole('button', { name: 'Ship 2 orders' }).click()
  await expect(dialog).toContainText('1 order changed, 1 refused')
  await expect(dialog.getByRole('listitem').filter({ hasText: short(orders[0]!) })).toContainText('Not changed: it is “Cancelled” now.')
  await expect(dialog.getByRole('listitem').filter({ hasText: short(orders[1]!) })).toContainText('Changed')
  await expectAccessible(ops)
  await ops.getByRole('button', { name: 'Close' }).last().click()
  await expect(row(ops, orders[1]!).getByText('Shipped', { exact: true })).toBeVisible()
  await expect(row(ops, orders[0]!).getByText('Cancelled')).toBeVisible()
})

test('ten orders are shipped with the keyboard alone', async ({ signedIn }) => {
  const shop = await signedIn('shop', 'ada')
  const orders = []
  for (let count = 0; count < 10; count++) orders.push(await placeOrder(shop))
  const ops = await signedIn('ops', 'olivia')
  await ops.goto(`${addressOf('ops')}/ops`)
  await expect(ops.getByText('Live').first()).toBeVisible()
  let keys = 0
  const press = async (key: string) => { keys += 1; await ops.keyboard.press(key) }
  await press('g')
  await press('o')
  await expect(ops.getByRole('table')).toBeVisible()
  await press('1') // the view of what is to be shipped
  await expect(ops).toHaveURL(/status=PROCESSING/)
  await expect(row(ops, orders[9]!)).toBeVisible()
  await press('j')
  const began = Date.now()
  const shipped: string[] = []
  for (let count = 0; count < 10; count++) {
    const link = ops.locator('[data-order]:focus')
    await expect(link).toBeVisible()
    shipped.push((await link.getAttribute('data-order'))!)
    await press('s')
    await ops.keyboard.type(`SCAN${count}`) // at once, as a scanner does: no waiting for the dialog
    await press('Enter')
    await expect(ops.locator(`[data-order="${shipped.at(-1)}"]`)).not.toBeFocused()
  }
  console.log(`ten orders: ${keys} keystrokes beside the scanned numbers, ${Date.now() - began} ms`)
  expect(new Set(shipped).size).toBe(10)
  expect(keys).toBeLessThanOrEqual(24)
  const numbers = await ops.evaluate(async (ids) => await Promise.all(ids.map(async (id) => ((await (await fetch(`/api/orders/${id}`)).json()) as { shipments: { tracking_number: string }[] }).shipments[0]?.tracking_number)), shipped)
  expect(numbers).toEqual(shipped.map((_id, count) => `SCAN${count}`))
})

test('the palette and the list of shortcuts reach what there is, and give the focus back', async ({ signedIn }) => {
  const ops = await signedIn('ops', 'sam')
  await openQueue(ops)
  await ops.keyboard.press('j')
  const link = ops.locator('[data-order]:focus')
  const order = await link.getAttribute('data-order')
  await ops.keyboard.press('Control+k')
  await expect(ops.getByRole('combobox', { name: 'Search or do something' })).toBeFocused()
  await expect(ops.getByRole('option', { name: /^Webhooks/ })).toBeAttached()
  await expectAccessible(ops)
  await ops.keyboard.press('Escape')
  await expect(ops.locator(`[data-order="${order}"]`)).toBeFocused()
  await ops.keyboard.press('?')
  await expect(ops.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Next order')
  await expectAccessible(ops)
  await ops.keyboard.press('Escape')
  await ops.keyboard.press('Enter')
  await expect(ops).toHaveURL(new RegExp(`/ops/orders/${order}$`))
  await expectAccessible(ops)
  await ops.goBack()
  await expect(ops.locator(`[data-order="${order}"]`)).toBeFocused()
  await ops.keyboard.press('/')
  await ops.keyboard.type('s nobody')
  await expect(ops.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
  await expectAccessible(ops)
})

test('pages lead on by cursor, and the browser’s history leads back', async ({ signedIn }) => {
  const ops = await signedIn('ops', 'sam')
  await openQueue(ops)
  const first = await ops.locator('[data-order]').first().getAttribute('data-order')
  expect(await ops.locator('[data-order]').count()).toBe(50)
  await ops.getByRole('button', { name: 'Next page' }).click()
  await expect(ops).toHaveURL(/cursor=/)
  await expect(ops.locator(`[data-order="${first}"]`)).toHaveCount(0)
  await expect(ops.locator('[data-order]').first()).toBeVisible()
  await ops.goBack()
  await expect(ops.locator(`[data-order="${first}"]`)).toBeVisible()
  const [download] = await Promise.all([ops.waitForEvent('download'), ops.getByRole('link', { name: 'Export CSV' }).click()])
  expect(download.suggestedFilename()).toBe('orders.csv')
})
