/** What somebody has typed of an address: kept while the tab lives, through a reload and a sign-in. */

import type { AddressWords } from './address_form'

const DRAFT_KEY = 'waybill.address'

export function keptDraft(): AddressWords | undefined {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(DRAFT_KEY) ?? 'null')
    return typeof read === 'object' && read !== null && Object.values(read).every((value) => typeof value === 'string') ? (read as AddressWords) : undefined
  } catch {
    return undefined
  }
}

export function keepDraft(address: AddressWords): void {
  try {
    sessionStorage.setItem(DRAFT_KEY, JSON.stringify(address))
  } catch {
    // the browser lets nothing be kept
  }
}

export function dropDraft(): void {
  try {
    sessionStorage.removeItem(DRAFT_KEY)
  } catch {
    // nor was anything kept
  }
}
