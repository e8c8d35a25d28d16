import type { Page } from '@playwright/test'

/** Places an order of two units as the page's person, by the shop's API: what the shop's own pages do is tested there. */
export async function placeOrder(shop: Page): Promise<{ order_id: string }> {
  return await shop.evaluate(async () => {
    const { items } = (await (await fetch('/api/products?limit=50&in_stock=true')).json()) as { items: { product_id: string; price: { amount_minor: number; currency: string }; available: number }[] }
    const product = items.find(({ available }) => available > 20) ?? items[0]!
    const answer = await fetch('/api/orders', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF': '1', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({
        lines: [{ product_id: product.product_id, quantity: 2 }],
        expected_total: { amount_minor: product.price.amount_minor * 2, currency: product.price.currency },
        ship_to: { name: 'Ada Lindqvist', line1: 'Storgatan 1', city: 'Uppsala', postal_code: '753 10', country: 'SE' },
      }),
    })
    if (answer.status !== 201) throw new Error(await answer.text())
    return (await answer.json()) as { order_id: string }
  })
}
