/** A file that is to be imported, and the keys under which it is sent. */

/** As the BFF takes it. */
export const MOST_BYTES = 24 * 1024 * 1024
export const TEMPLATE = 'sku,name,category,price_amount_minor,currency,description,image_url,low_stock_threshold,stock_change\n'
  + 'TUM-01,Nomad Tumbler,drinkware,3500,USD,Keeps tea hot from door to desk.,,5,50\n'

export interface ImportFile { name: string; size: number; content: Blob; checkKey: string; runKey: string }

/**
 * The keys come from what is in the file: the same file chosen again is the same import, whose rows are applied once.
 * `again` makes it another import: a second delivery of the same goods.
 */
export async function importFileOf(file: File, again = ''): Promise<ImportFile> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  // a check says how things stand, so each is one of its own
  return { name: file.name, size: file.size, content: new Blob([bytes], { type: 'text/csv' }), checkKey: `check-${crypto.randomUUID()}`, runKey: `run-${digest}${again && `-${again}`}` }
}

export function faultOf(file: File): 'empty' | 'too-large' | undefined {
  if (file.size === 0) return 'empty'
  return file.size > MOST_BYTES ? 'too-large' : undefined
}

/** A cell of a CSV file (RFC 4180); what a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
