/**
 * The shop's API: what features import. Operations come from generated.ts; what the contract cannot say (lists that grow,
 * freshness) is put on in shop_api.ts.
 */

export * from './generated'
export * from './shop_api'
export { useLiveShop } from './use_live_shop'
export { type KnownProduct, useProducts } from './use_products'
export { useSession, useSignOut } from './use_session'
