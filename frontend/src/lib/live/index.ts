export type { LiveEvent, LiveState } from './live_connection'
export { LiveProvider, useLiveEvents, useLiveState } from './live_provider'
export { useLiveRefresh } from './use_live_refresh'
