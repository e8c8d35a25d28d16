/** Where carriers tell how far a parcel is. */

const PAGES: Record<string, (number: string) => string> = {
  ups: (number) => `https://www.ups.com/track?tracknum=${number}`,
  dhl: (number) => `https://www.dhl.com/en/express/tracking.html?AWB=${number}`,
  fedex: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`,
  dpd: (number) => `https://tracking.dpd.de/status/en_US/parcel/${number}`,
  usps: (number) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}`,
  gls: (number) => `https://gls-group.com/track/${number}`,
}

/** Names of carriers that are offered while somebody types one. */
export const CARRIERS = ['DHL', 'DPD', 'FedEx', 'GLS', 'UPS', 'USPS'] as const

/** The carrier's page about a parcel; undefined where the carrier is none that we know. */
export function trackingPage(carrier: string | null, trackingNumber: string | null): string | undefined {
  if (!carrier || !trackingNumber) return undefined
  return PAGES[carrier.toLowerCase().replace(/[^a-z]/g, '')]?.(encodeURIComponent(trackingNumber.replace(/\s+/g, '')))
}
