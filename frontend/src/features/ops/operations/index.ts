export { OperationPage } from './operation_page'
export { OperationsPage } from './operations_page'
