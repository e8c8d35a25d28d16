/** The row of the queue that was last at hand, as long as the page of the browser lives. */
let row: string | null = null

export function rememberRow(orderId: string): void {
  row = orderId
}

export function rememberedRow(): string | null {
  return row
}
