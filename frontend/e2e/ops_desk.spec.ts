import type { Page } from '@playwright/test'

import { queueBrokenCommand } from './support/command_queue'
import { placeOrder } from './support/orders'
import { signatureOf, startReceiver } from './support/receiver'
import { addressOf, expect, expectAccessible, test } from './support/test'

/** Five tries with short pauses between them. */
const GIVEN_UP_WITHIN = { timeout: 45_000 }

async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(`${addressOf('ops')}${path}`)
  await expect(page.getByText('Live').first()).toBeVisible()
}

async function statusOf(shop: Page, orderId: string): Promise<string> {
  return await shop.evaluate(async (id) => ((await (await fetch(`/api/orders/${id}`)).json()) as { status: string }).status, orderId)
}

/** By the API of the back office; returns the path of the operation's page by the name that the answer's `Location` gives. */
async function queueStatus(ops: Page, orderId: string, status: string): Promise<string> {
  const location = await ops.evaluate(async ([id, wanted]) => {
    const answer = await fetch(`/api/orders/${id}/status`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', 'X-CSRF': '1', Prefer: 'respond-async' },
      body: JSON.stringify({ status: wanted }),
    })
    if (answer.status !== 202) throw new Error(await answer.text())
    return answer.headers.get('Location')!
  }, [orderId, status] as const)
  return location.replace(/^\/api\//, '/ops/')
}

test('a message that keeps failing is shown to managers, mended, sent again, and done', async ({ signedIn }) => {
  test.setTimeout(120_000)
  const shop = await signedIn('shop', 'ada')
  const order = await placeOrder(shop)
  const olivia = await signedIn('ops', 'olivia')
  await openLive(olivia, '/ops/dead-letters')
  await expect(olivia.getByText('No message waits')).toBeVisible()
  const command = await queueBrokenCommand(order.order_id, 'SHIPPED')
  const marker = olivia.getByRole('button', { name: '1 new dead letter' })
  await expect(marker).toBeVisible(GIVEN_UP_WITHIN)
  await marker.click()
  const row = olivia.getByRole('row').filter({ hasText: 'ops-commands' })
  await expect(row).toContainText('order_id') // the cause
  await row.getByRole('link', { name: 'change_order_status' }).click()
  await expect(olivia.getByRole('region', { name: 'The message as it failed' })).toContainText(command.operation_id)
  await expectAccessible(olivia)
  const letter = new URL(olivia.url()).pathname

  const sam = await signedIn('ops', 'sam')
  for (const path of ['/ops/dead-letters', letter]) {
    await sam.goto(`${addressOf('ops')}${path}`)
    await expect(sam.getByText('This is for managers')).toBeVisible()
    await expect(sam.getByRole('main')).not.toContainText('change_order_status')
  }

  const watched = await olivia.context().newPage()
  await openLive(watched, '/ops/dead-letters')
  await expect(watched.getByRole('row').filter({ hasText: 'change_order_status' })).toBeVisible()
  await olivia.getByRole('button', { name: 'Edit and send' }).click()
  const editor = olivia.getByRole('textbox', { name: 'The message to send instead' })
  await editor.fill('{')
  await expect(olivia.getByText(/This is no JSON/)).toBeVisible()
  await expect(olivia.getByRole('button', { name: 'Send edited' })).toBeDisabled()
  await expectAccessible(olivia)
  await editor.fill(JSON.stringify({ ...command, parameters: { order_id: order.order_id } }))
  await olivia.getByRole('button', { name: 'Send edited' }).click()
  await expect(olivia.getByRole('main').getByText('Sent again', { exact: true })).toBeVisible()
  await expect(olivia.getByRole('region', { name: 'What was sent instead' })).toContainText(order.order_id)
  await expect(olivia.getByRole('main')).toContainText('Sent again byolivia')
  await expect(olivia.getByRole('button', { name: 'Edit and send' })).toHaveCount(0)
  await expectAccessible(olivia)
  await expect(watched.getByText('No message waits')).toBeVisible()
  await expect.poll(() => statusOf(shop, order.order_id)).toBe('SHIPPED')
  await olivia.getByRole('link', { name: command.operation_id.slice(0, 8) }).click()
  await expect(olivia.getByRole('main').getByText('Done', { exact: true })).toBeVisible()
})

test('a webhook is added, its secret shown once, and what it is sent is seen', async ({ signedIn }) => {
  const receiver = await startReceiver()
  try {
    const shop = await signedIn('shop', 'ada')
    const olivia = await signedIn('ops', 'olivia')
    await olivia.goto(`${addressOf('ops')}/ops/webhooks`)
    await olivia.getByRole('button', { name: 'Add webhook' }).click()
    const form = olivia.getByRole('dialog', { name: 'Add webhook' })
    await form.getByRole('button', { name: 'Add webhook' }).click()
    await expect(form).toContainText('This is no address. It begins with https://.')
    await expect(form).toContainText('Choose at least one.')
    await expectAccessible(olivia)
    await form.getByRole('textbox', { name: 'Address' }).fill(receiver.url)
    await form.getByRole('textbox', { name: 'Description' }).fill('Warehouse')
    await form.getByRole('checkbox', { name: 'order.placed' }).check()
    await form.getByRole('button', { name: 'Add webhook' }).click()
    const shown = olivia.getByRole('dialog', { name: 'The secret of this webhook' })
    const secret = (await shown.locator('code').textContent())!
    expect(secret).toMatch(/^whsec_/)
    await expectAccessible(olivia)
    await shown.getByRole('button', { name: 'I have kept it' }).click()
    await expect(shown).toBeHidden()
    await olivia.getByRole('link', { name: 'Warehouse' }).click()
    await expect(olivia.getByText('Nothing was sent yet')).toBeVisible()
    expect(await olivia.content()).not.toContain(secret)

    const order = await placeOrder(shop)
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(1)
    const [message] = receiver.received
    expect(message!.body).toContain(order.order_id)
    expect(String(message!.headers['webhook-signature']).split(' ')).toContain(signatureOf(message!, secret))
    const delivery = olivia.getByRole('row').filter({ hasText: 'order.placed' })
    await expect(async () => {
      await olivia.getByRole('button', { name: 'Refresh' }).click()
      await expect(delivery).toContainText('Delivered', { timeout: 1_000 })
    }).toPass({ timeout: 15_000 })
    await expect(delivery).toContainText(/Answered 204 in [\d,]+ ms, 1 attempt/)
    await expectAccessible(olivia)

    await delivery.getByRole('button', { name: 'Send again' }).click()
    await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(2)
    expect(receiver.received[1]!.headers['webhook-id']).toBe(message!.headers['webhook-id'])
    await olivia.getByRole('button', { name: 'Remove' }).click()
    await expectAccessible(olivia)
    await olivia.getByRole('alertdialog', { name: 'Remove Warehouse?' }).getByRole('button', { name: 'Remove' }).click()
    await expect(olivia).toHaveURL(/\/ops\/webhooks$/)
    await expect(olivia.getByText('No webhooks yet')).toBeVisible()
  } finally {
    await receiver.end()
  }
})

test('a new order is told of live, shown when asked for, and read', async ({ signedIn }) => {
  const shop = await signedIn('shop', 'ada')
  const sam = await signedIn('ops', 'sam')
  await toldOf(sam, await placeOrder(shop)) // and so of all that the seed ordered before
  await readAllNotices(sam)
  await openLive(sam, '/ops/notices')
  await expect(sam.getByText('All read')).toBeVisible()
  const entry = sam.getByRole('navigation').first().getByRole('link', { name: /^Notices/ })
  await expect(entry).not.toContainText('unread')
  await placeOrder(shop)
  const marker = sam.getByRole('button', { name: '1 new notice' })
  await expect(marker).toBeVisible()
  await marker.click()
  const notice = sam.getByRole('list', { name: 'Notices' }).getByRole('listitem').filter({ hasText: 'New order' })
  await expect(notice).toHaveCount(1)
  await expect(entry).toContainText('1 unread')
  await notice.getByRole('button', { name: 'Mark as read' }).click()
  await expect(entry).not.toContainText('unread')
  await expect(sam.getByText('All read')).toBeVisible()
  await sam.getByRole('link', { name: 'All', exact: true }).click()
  await expect(notice.first()).toContainText('read by sam')
})

test('a queued change is followed to its end', async ({ signedIn }) => {
  test.setTimeout(90_000)
  const shop = await signedIn('shop', 'ada')
  const order = await placeOrder(shop)
  const sam = await signedIn('ops', 'sam')
  await queueBrokenCommand(order.order_id, 'SHIPPED') // the change waits behind it
  await sam.goto(`${addressOf('ops')}${await queueStatus(sam, order.order_id, 'CANCELLED')}`)
  const main = sam.getByRole('main')
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Change an order’s status')
  await expect(main.getByText('Queued', { exact: true })).toBeVisible()
  await expect(main).toContainText('The page follows it by itself.')
  await expectAccessible(sam)
  expect(await statusOf(shop, order.order_id)).toBe('PROCESSING')
  await expect(main.getByText('Done', { exact: true })).toBeVisible(GIVEN_UP_WITHIN)
  await expect(main).toContainText('It was done.')
  expect(await statusOf(shop, order.order_id)).toBe('CANCELLED')
  await expectAccessible(sam)
  await main.getByRole('link', { name: 'Operations' }).click()
  await expect(sam.getByRole('row').filter({ hasText: 'Done' }).first()).toBeVisible()
})

test('the charts of the seed’s orders have their numbers beside them', async ({ signedIn }) => {
  const olivia = await signedIn('ops', 'olivia')
  const chart = olivia.getByRole('img', { name: /^Orders by day: [1-9][\d,]* in all$/ })
  await expect(async () => { // the analytics are some seconds behind
    await olivia.goto(`${addressOf('ops')}/ops/insights`)
    await expect(chart).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 45_000 })
  await expect(chart.locator('svg').first()).toBeVisible()
  const total = Number((await chart.getAttribute('aria-label'))!.replace(/\D/g, ''))
  const section = olivia.locator('section').filter({ has: olivia.getByRole('heading', { name: 'Orders and revenue' }) })
  await section.getByText('Show as table').first().click()
  const counts = await section.getByRole('table', { name: 'Orders by day' }).getByRole('row').locator('td:nth-child(2)').allInnerTexts()
  expect(counts.length).toBeGreaterThan(1)
  expect(counts.reduce((sum, text) => sum + Number(text.replace(/\D/g, '')), 0)).toBe(total)
  await olivia.getByRole('link', { name: '7 days' }).click()
  await expect(olivia).toHaveURL(/from=.*to=/)
  await expect(section.getByText('Show as table').first()).toBeVisible()
})

/** Waits until there is a notice of the order. */
async function toldOf(ops: Page, order: { order_id: string }): Promise<void> {
  await expect.poll(() => ops.evaluate(async () => await (await fetch('/api/notices?unread=true&limit=100')).text()), { timeout: 30_000 }).toContain(order.order_id)
}

/** By the API, for what was raised before. */
async function readAllNotices(ops: Page): Promise<void> {
  await expect.poll(() => ops.evaluate(async () => {
    const { items } = (await (await fetch('/api/notices?unread=true&limit=100')).json()) as { items: { notice_id: string }[] }
    await Promise.all(items.map(({ notice_id: id }) => fetch(`/api/notices/${id}/reading`, { method: 'POST', headers: { 'X-CSRF': '1' } })))
    return items.length
  }), { timeout: 30_000, intervals: [50, 50, 50, 50, 500] }).toBe(0)
}
