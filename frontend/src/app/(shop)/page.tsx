import { ShopCatalogue } from './shop_catalogue'

export default function HomePage() {
  return <ShopCatalogue />
}
