import { Catalogue } from '@/features/shop/catalogue'

export default function HomePage() {
  return <Catalogue />
}
