/** Where carriers tell of a parcel. */

const PAGES: Record<string, (number: string) => string> = {
  ups: (number) => `https://www.ups.com/track?tracknum=${number}`,
  dhl: (number) => `https://www.dhl.com/global-en/home/tracking.html?tracking-id=${number}`,
  fedex: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`,
  usps: (number) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}`,
  dpd: (number) => `https://tracking.dpd.de/status/en_US/parcel/${number}`,
  gls: (number) => `https://gls-group.com/track/${number}`,
  royalmail: (number) => `https://www.royalmail.com/track-your-item#/tracking-results/${number}`,
  postnord: (number) => `https://tracking.postnord.com/tracking.html?id=${number}`,
}

/** The carrier's own page of a parcel; undefined where the carrier is not known, or has given no number. */
export function trackingAddress(carrier: string | null, trackingNumber: string | null): string | undefined {
  if (!carrier || !trackingNumber) return undefined
  const page = PAGES[carrier.toLowerCase().replace(/[^a-z]/g, '')]
  return page?.(encodeURIComponent(trackingNumber.replace(/\s/g, '')))
}
