import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { addressOf, expect, expectAccessible, test } from './support/test'

interface Product { product_id: string; sku: string; name: string; version: number; price: { amount_minor: number; currency: string }; stock: { available: number; received: number } }

/** The product of that SKU as the desk's API has it. */
async function productOf(ops: Page, sku: string): Promise<Product> {
  const found = await ops.evaluate(async (search) => ((await (await fetch(`/api/products?search=${encodeURIComponent(search)}`)).json()) as { items: Product[] }).items, sku)
  const product = found.find((one) => one.sku === sku)
  if (!product) throw new Error(`no product ${sku}`)
  return product
}

async function shopPrice(shop: Page, productId: string): Promise<number> {
  return await shop.evaluate(async (id) => ((await (await fetch(`/api/products/${id}`)).json()) as Product).price.amount_minor, productId)
}

async function openProducts(ops: Page, sku: string): Promise<void> {
  await ops.goto(`${addressOf('ops')}/ops/products?search=${sku}`)
  await expect(ops.getByRole('table')).toBeVisible()
  await expect(ops.getByText('Live').first()).toBeVisible()
}

const decimal = (minor: number) => (minor / 100).toFixed(2)
const section = (page: Page, heading: string) => page.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) })
const priceButton = (page: Page, { name }: Product) => page.getByRole('button', { name: `Price of ${name}`, exact: true })
const priceInput = (page: Page, { name }: Product) => page.getByRole('textbox', { name: `Price of ${name}`, exact: true })

test('a manager changes a price in its cell with the keyboard alone, and the shop shows it at once', async ({ signedIn }) => {
  const shop = await signedIn('shop', 'ada')
  const ops = await signedIn('ops', 'olivia')
  const product = await productOf(ops, 'MUG-01')
  await shop.goto(`${addressOf('shop')}/products/${product.product_id}`)
  await expect(shop.getByRole('main')).toContainText(decimal(product.price.amount_minor))

  await ops.goto(`${addressOf('ops')}/ops/products`)
  await expect(ops.getByRole('table')).toBeVisible()
  await ops.keyboard.press('/')
  await ops.keyboard.type(product.sku)
  await expect(ops).toHaveURL(new RegExp(`search=${product.sku}`))
  await expect(ops.getByRole('table').getByRole('row')).toHaveCount(2)
  for (let count = 0; count < 20; count++) {
    await ops.keyboard.press('Tab')
    if (await priceButton(ops, product).evaluate((button) => button === document.activeElement)) break
  }
  await expect(priceButton(ops, product)).toBeFocused()

  await ops.keyboard.press('Enter')
  await expect(priceInput(ops, product)).toBeFocused()
  await ops.keyboard.type('99.00') // over what is there: it is selected
  await ops.keyboard.press('Escape')
  await expect(priceButton(ops, product)).toBeFocused()
  await expect(priceButton(ops, product)).toContainText(decimal(product.price.amount_minor))

  await ops.keyboard.press('Enter')
  await ops.keyboard.type('cheap')
  await ops.keyboard.press('Enter')
  await expect(ops.getByRole('alert').filter({ hasText: 'This is no price in USD.' })).toBeVisible()
  expect(await shopPrice(shop, product.product_id)).toBe(product.price.amount_minor)

  const dearer = product.price.amount_minor + 137
  await ops.keyboard.press('Control+a')
  await ops.keyboard.type(decimal(dearer))
  await ops.keyboard.press('Enter')
  await expect(shop.getByRole('main')).toContainText(decimal(dearer), { timeout: 3_000 })
  expect(await shopPrice(shop, product.product_id)).toBe(dearer)
  await expect(priceButton(ops, product)).toBeFocused()
  await expect(priceButton(ops, product)).toContainText(decimal(dearer))
})

test('two managers and one price: the later one sees both, and chooses', async ({ signedIn, mayLog }) => {
  mayLog(/status of 412/)
  const first = await signedIn('ops', 'olivia')
  const later = await signedIn('ops', 'olivia')
  const product = await productOf(first, 'MUG-02')
  const began = product.price.amount_minor
  await openProducts(first, product.sku)
  await openProducts(later, product.sku)
  const conflict = later.getByRole('dialog', { name: 'Somebody changed this meanwhile' })

  const change = async (page: Page, amount: number) => {
    await priceButton(page, product).click()
    await priceInput(page, product).fill(decimal(amount))
    await page.keyboard.press('Enter')
    await expect(priceButton(page, product)).toContainText(decimal(amount))
  }
  const meet = async (theirs: number, mine: number) => {
    await priceButton(later, product).click()
    await priceInput(later, product).fill(decimal(mine))
    await change(first, theirs)
    await later.keyboard.press('Enter')
    await expect(conflict).toBeVisible()
  }

  await meet(began + 100, began + 200)
  const versions = conflict.getByRole('row', { name: /^Price/ })
  await expect(versions.getByRole('cell')).toHaveText([began, began + 100, began + 200].map((amount) => new RegExp(decimal(amount))))
  await expect(conflict).toContainText('olivia')
  expect((await productOf(later, product.sku)).price.amount_minor).toBe(began + 100)
  await expectAccessible(later)
  await conflict.getByRole('button', { name: 'Keep what stands' }).click()
  await expect(conflict).toBeHidden()
  expect((await productOf(later, product.sku)).price.amount_minor).toBe(began + 100)

  await openProducts(later, product.sku)
  await expect(priceButton(later, product)).toContainText(decimal(began + 100))
  await meet(began + 300, began + 400)
  await conflict.getByRole('button', { name: 'Save mine' }).click()
  await expect(conflict).toBeHidden()
  await expect(priceButton(first, product)).toContainText(decimal(began + 400))
  expect((await productOf(later, product.sku)).price.amount_minor).toBe(began + 400)
})

test('a file of products: checked, mended, applied once however often it is sent', async ({ signedIn, page: shop }) => {
  test.slow() // four imports, each done by workers
  const ops = await signedIn('ops', 'olivia')
  const run = Date.now().toString(36).toUpperCase()
  const skus = [`CST-${run}`, `TRV-${run}`]
  const names = [`Cork Coaster ${run}`, `Slate Trivet ${run}`]
  const file = (price: string) => ({
    name: 'delivery.csv', mimeType: 'text/csv',
    buffer: Buffer.from('sku,name,category,price_amount_minor,currency,stock_change\n'
      + `${skus[0]},${names[0]},kitchen,900,USD,7\n${skus[1]},${names[1]},kitchen,${price},USD,5\n`),
  })
  const report = section(ops, 'What came of it')
  const rows = report.getByRole('table', { name: 'Rows' }).getByRole('row')
  const choose = async (price: string) => {
    await ops.locator('input[type=file]').setInputFiles(file(price))
    await expect(ops.getByText('delivery.csv')).toBeVisible()
  }
  const count = (label: string) => report.locator('div').filter({ hasText: new RegExp(`^${label}\\d+$`) }).last()
  /** Which import the address is about. Its name there is signed anew each time. */
  const importInAddress = async () => {
    const name = new URL(ops.url()).searchParams.get('import')
    if (!name) return null
    return await ops.evaluate(async (asked) => ((await (await fetch(`/api/operations/${encodeURIComponent(asked)}`)).json()) as { operation_id: string }).operation_id, name)
  }

  await ops.goto(`${addressOf('ops')}/ops/imports`)
  await choose('12.50')
  await ops.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(report.getByText('Nothing was changed yet. 1 row is wrong; the others can be applied all the same.')).toBeVisible()
  await expect(rows).toHaveCount(2) // the head, and the wrong one
  await expect(rows.nth(1)).toContainText(skus[1]!)
  await expect(rows.nth(1)).toContainText('price_amount_minor: a whole number, such as 3500')
  const [wrongRows] = await Promise.all([ops.waitForEvent('download'), report.getByRole('button', { name: 'Download wrong rows' }).click()])
  expect(await readFile(await wrongRows.path(), 'utf8')).toBe(`row,sku,problems\r\n2,${skus[1]},"price_amount_minor: a whole number, such as 3500"\r\n`)
  await expectAccessible(ops)
  await report.getByRole('checkbox', { name: 'Only wrong rows' }).uncheck()
  await expect(rows).toHaveCount(3)
  const checked = await importInAddress()

  await choose('1250')
  await ops.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect.poll(importInAddress).not.toBe(checked)
  await expect(report.getByText('Applied', { exact: true })).toBeVisible()
  await expect(count('New')).toHaveText('New2')
  await expect(count('Wrong')).toHaveText('Wrong0')
  for (const sku of skus) await expect(rows.filter({ hasText: sku })).toContainText('New')
  const applied = await importInAddress()
  expect((await productOf(ops, skus[0]!)).stock.available).toBe(7)
  expect((await productOf(ops, skus[1]!)).price.amount_minor).toBe(1250)
  await shop.goto(`${addressOf('shop')}/?search=${encodeURIComponent(names[0]!)}`)
  await expect(shop.getByRole('main').getByText(names[0]!).first()).toBeVisible()

  // again: the same import, whose rows have been applied
  await ops.goto(`${addressOf('ops')}/ops/imports`)
  await choose('1250')
  await ops.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(report.getByText('Applied', { exact: true })).toBeVisible()
  expect(await importInAddress()).toBe(applied)
  expect((await productOf(ops, skus[0]!)).stock.received).toBe(7)

  await ops.reload()
  await expect(report.getByText('Applied', { exact: true })).toBeVisible()
  await expect(rows.filter({ hasText: skus[0]! })).toContainText('New')
  expect(await importInAddress()).toBe(applied)

  // a second delivery of the same goods is another import
  await choose('1250')
  await ops.getByRole('button', { name: 'apply it as another import' }).click()
  await expect.poll(importInAddress).not.toBe(applied)
  await expect(count('Changed')).toHaveText('Changed2')
  expect((await productOf(ops, skus[0]!)).stock.received).toBe(14)
})

test('an agent moves stock, and changes no prices', async ({ signedIn }) => {
  const ops = await signedIn('ops', 'sam')
  const product = await productOf(ops, 'BRD-01')
  await openProducts(ops, product.sku)
  const row = ops.getByRole('row').filter({ has: ops.getByRole('link', { name: product.name }) })
  await expect(row).toContainText(decimal(product.price.amount_minor))
  await expect(priceButton(ops, product)).toHaveCount(0)
  await expect(row.getByTitle('Only managers change prices')).toBeVisible()
  await expect(ops.getByRole('link', { name: 'Add product' })).toHaveCount(0)

  const stock = `Available of ${product.name}: add or take away`
  await ops.getByRole('button', { name: stock }).click()
  await ops.getByRole('textbox', { name: stock }).fill('+5')
  await ops.getByRole('textbox', { name: 'Reason' }).fill('Found in the back')
  await ops.keyboard.press('Enter')
  await expect(ops.getByRole('button', { name: stock })).toHaveText(String(product.stock.available + 5))
  expect((await productOf(ops, product.sku)).stock.available).toBe(product.stock.available + 5)

  await row.getByRole('link', { name: product.name }).click()
  await expect(ops.getByRole('heading', { level: 1 })).toHaveText(product.name)
  await expect(ops.getByRole('list', { name: 'What staff did' })).toContainText('Reason: Found in the back')
  await expect(ops.getByRole('button', { name: 'Edit', exact: true })).toBeDisabled()
  await expectAccessible(ops)
  await ops.goto(`${addressOf('ops')}/ops/imports`)
  await expect(ops.getByText('Only managers import products.')).toBeVisible()
})

test('a product’s own page is for everybody, and the catalogue can be had as CSV', async ({ signedIn }) => {
  const ops = await signedIn('ops', 'olivia')
  const product = await productOf(ops, 'KET-01')
  await openProducts(ops, product.sku)
  const [download] = await Promise.all([ops.waitForEvent('download'), ops.getByRole('link', { name: 'Export as CSV' }).click()])
  expect(download.suggestedFilename()).toBe('products.csv')
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(lines[0]).toContain('sku')
  expect(lines.filter((line) => line.includes(product.sku) && line.includes(product.name))).toHaveLength(1)

  await ops.getByRole('link', { name: product.name }).click()
  await expect(ops.getByRole('heading', { level: 1 })).toHaveText(product.name)
  await expect(section(ops, 'Stock')).toContainText(String(product.stock.received))
  await expectAccessible(ops)
  await ops.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(ops.getByRole('dialog', { name: 'Edit' })).toBeVisible()
  await expectAccessible(ops)
})
