export { OrderPage } from './order_page'
export { OrdersQueue } from './orders_queue'
