export { ImportsPage } from './imports_page'
