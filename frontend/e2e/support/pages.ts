import type { Page } from '@playwright/test'

import type { PersonName, PortalName } from './test'

async function fillBasket(page: Page): Promise<void> {
  const buttons = page.getByRole('button', { name: /^Add .* to the basket$/ })
  for (const place of [0, 2, 5]) await buttons.nth(place).click()
  await page.getByRole('link', { name: /^Basket/ }).click()
}

/** Every page, for axe and for the pictures. Add yours. */
export interface ShownPage {
  name: string
  portal: PortalName
  path: string
  /** Nobody where it is missing. */
  as?: PersonName
  /** A heading or text that is there once the page shows what it is for. */
  ready: string | RegExp
  /** For a page that has no address of its own before the run: how to get there from `path`, and what is there then. */
  on?: { to: (page: Page) => Promise<void>; ready: string | RegExp }
}

export const PAGES: readonly ShownPage[] = [
  { name: 'shop-home', portal: 'shop', path: '/', as: 'ada', ready: /In stock/ },
  { name: 'shop-search', portal: 'shop', path: '/?search=lamp&sort=price', ready: /In stock/ },
  { name: 'shop-no-match', portal: 'shop', path: '/?search=zzzzzz', ready: 'Nothing like that here' },
  {
    name: 'shop-product', portal: 'shop', path: '/?search=tumbler&in_stock=1', ready: /In stock|Only/,
    on: { to: (page) => page.getByRole('article').first().getByRole('link').click(), ready: 'Add to basket' },
  },
  { name: 'shop-basket-empty', portal: 'shop', path: '/basket', ready: 'Your basket is empty' },
  { name: 'shop-basket', portal: 'shop', path: '/?in_stock=1', as: 'ada', ready: /In stock/, on: { to: fillBasket, ready: 'Go to checkout' } },
  {
    name: 'shop-checkout', portal: 'shop', path: '/?in_stock=1', as: 'ada', ready: /In stock/,
    on: { to: async (page) => { await fillBasket(page); await page.getByRole('link', { name: 'Go to checkout' }).click() }, ready: 'Street and number' },
  },
  { name: 'shop-orders', portal: 'shop', path: '/orders', as: 'ada', ready: 'Delivered' },
  { name: 'shop-orders-signed-out', portal: 'shop', path: '/orders', ready: 'Sign in to see your orders' },
  {
    name: 'shop-order', portal: 'shop', path: '/orders', as: 'ada', ready: 'Delivered',
    on: { to: (page) => page.getByRole('article').filter({ hasText: /Delivered|On its way/ }).first().getByRole('link').click(), ready: 'Order placed' },
  },
  { name: 'shop-not-found', portal: 'shop', path: '/nowhere/at/all', ready: 'Page not found' },
  { name: 'ops-sign-in', portal: 'ops', path: '/ops', ready: 'Sign in to operations' },
  { name: 'ops-home', portal: 'ops', path: '/ops', as: 'olivia', ready: 'Orders to ship' },
  { name: 'ops-products', portal: 'ops', path: '/ops/products', as: 'olivia', ready: 'Columns' },
  {
    name: 'ops-product', portal: 'ops', path: '/ops/products?search=MUG-01', as: 'olivia', ready: 'MUG-01',
    on: { to: (page) => page.getByRole('link', { name: 'Morning Mug' }).click(), ready: 'What staff did' },
  },
  { name: 'ops-product-new', portal: 'ops', path: '/ops/products/new', as: 'olivia', ready: 'Units in stock' },
  { name: 'ops-low-stock', portal: 'ops', path: '/ops/low-stock', as: 'sam', ready: /Low at|Nothing runs low/ },
  { name: 'ops-imports', portal: 'ops', path: '/ops/imports', as: 'olivia', ready: 'Choose a file' },
  {
    name: 'ops-import-report', portal: 'ops', path: '/ops/imports', as: 'olivia', ready: 'Choose a file',
    on: { to: checkFile, ready: 'Download wrong rows' },
  },
  { name: 'ops-notices', portal: 'ops', path: '/ops/notices?show=all', as: 'olivia', ready: /New order|No notices yet/ },
  { name: 'ops-operations', portal: 'ops', path: '/ops/operations', as: 'olivia', ready: /Last change|Nothing has been queued/ },
  { name: 'ops-dead-letters', portal: 'ops', path: '/ops/dead-letters', as: 'olivia', ready: /No message waits|Cause/ },
  { name: 'ops-insights', portal: 'ops', path: '/ops/insights', as: 'olivia', ready: 'Orders by day' },
  { name: 'ops-webhooks', portal: 'ops', path: '/ops/webhooks', as: 'olivia', ready: 'Add webhook' },
  { name: 'ops-orders', portal: 'ops', path: '/ops/orders', as: 'sam', ready: 'Next page' },
  {
    name: 'ops-order', portal: 'ops', path: '/ops/orders?status=SHIPPED', as: 'sam', ready: 'Next page',
    on: { to: (page) => page.locator('[data-order]').first().click(), ready: 'Whole order number' },
  },
]

/** One row that is right and two that are not. */
async function checkFile(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name: 'delivery.csv', mimeType: 'text/csv',
    buffer: Buffer.from('sku,name,category,price_amount_minor,currency,stock_change\n'
      + 'CST-01,Cork Coaster,kitchen,900,USD,7\nTRV-01,Slate Trivet,kitchen,12.50,USD,5\nTRV-02,Oak Trivet,kitchen,1400,dollars,many\n'),
  })
  await page.getByRole('button', { name: 'Check', exact: true }).click()
}
