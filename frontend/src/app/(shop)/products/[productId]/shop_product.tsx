'use client'

import { AddToBasket } from '@/features/shop/basket/add_to_basket'
import { ProductDetails } from '@/features/shop/catalogue/product_details'

/** A product, which can be put into the basket. */
export function ShopProduct({ productId }: { productId: string }) {
  return <ProductDetails productId={productId} buy={(product) => <AddToBasket key={product.product_id} product={product} />} />
}
