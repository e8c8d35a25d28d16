// Made by `npm run texts` from messages/en; do not edit.
import type { Locale } from './locales'

interface AllMessages {
  'frame': typeof import('../../../messages/en/frame.json')
  ops: {
    'commands': typeof import('../../../messages/en/ops/commands.json')
    'deadLetters': typeof import('../../../messages/en/ops/deadLetters.json')
    'home': typeof import('../../../messages/en/ops/home.json')
    'imports': typeof import('../../../messages/en/ops/imports.json')
    'insights': typeof import('../../../messages/en/ops/insights.json')
    'notices': typeof import('../../../messages/en/ops/notices.json')
    'operations': typeof import('../../../messages/en/ops/operations.json')
    'orders': typeof import('../../../messages/en/ops/orders.json')
    'products': typeof import('../../../messages/en/ops/products.json')
    'shell': typeof import('../../../messages/en/ops/shell.json')
    'webhooks': typeof import('../../../messages/en/ops/webhooks.json')
  }
  shop: {
    'basket': typeof import('../../../messages/en/shop/basket.json')
    'catalogue': typeof import('../../../messages/en/shop/catalogue.json')
    'checkout': typeof import('../../../messages/en/shop/checkout.json')
    'orders': typeof import('../../../messages/en/shop/orders.json')
    'shell': typeof import('../../../messages/en/shop/shell.json')
  }
  'ui': typeof import('../../../messages/en/ui.json')
}

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: AllMessages
  }
}
