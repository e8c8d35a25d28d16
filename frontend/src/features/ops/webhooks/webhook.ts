import type { DeliveryView, NewWebhookRequest, WebhookView } from '@/api/ops'
import type { Tone } from '@/components/ui/badge'

export type MessageType = NewWebhookRequest['types'][number]

/** What a webhook may hear of, by what it is about. */
export const MESSAGE_TYPES: Readonly<Record<'orders' | 'products' | 'work', readonly MessageType[]>> = {
  orders: ['order.placed', 'order.cancelled', 'order.partly_shipped', 'order.shipped', 'order.closed', 'order.delivered', 'order.shipment_delivered', 'order.shipment_corrected'],
  products: ['product.created', 'product.edited', 'product.archived', 'product.restored', 'product.stock_changed', 'product.ran_low'],
  work: ['import.finished', 'dead_letter.arrived'],
}
export const DELIVERY_TONES: Record<DeliveryView['state'], Tone> = { PENDING: 'info', DELIVERED: 'positive', FAILED: 'danger' }

export type WebhookState = 'on' | 'failing' | 'off' | 'gone' | 'given-up'
export const STATE_TONES: Record<WebhookState, Tone> = { on: 'positive', failing: 'warning', off: 'neutral', gone: 'danger', 'given-up': 'danger' }

export function stateOf({ enabled, disabled_because: because, failing_since: failing }: WebhookView): WebhookState {
  if (enabled) return failing ? 'failing' : 'on'
  if (because === 'gone') return 'gone'
  return because === 'failing' ? 'given-up' : 'off'
}

/** The host alone, for headings; the whole where it is no address. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
