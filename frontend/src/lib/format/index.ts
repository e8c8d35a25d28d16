export * from './money'
export * from './time'
export { useFormat } from './use_format'
