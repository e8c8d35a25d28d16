export { LowStockPage } from './low_stock_page'
export { NewProductPage } from './new_product_page'
export { ProductPage } from './product_page'
export { ProductsPage } from './products_page'
