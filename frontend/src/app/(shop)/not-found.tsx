import { NotFoundPage } from '@/components/frame/not_found'

export default function ShopNotFound() {
  return <NotFoundPage home="/" />
}
