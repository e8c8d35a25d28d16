export { OrderList } from './order_list'
export { OrderPage } from './order_page'
