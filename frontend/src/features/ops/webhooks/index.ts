export { WebhookPage } from './webhook_page'
export { WebhooksPage } from './webhooks_page'
