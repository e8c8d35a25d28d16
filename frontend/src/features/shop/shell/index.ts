export { ShopFrame } from './shop_frame'
