export { Catalogue } from './catalogue'
