import { NotFoundPage } from '@/components/frame/not_found'

export default function OpsNotFound() {
  return <NotFoundPage home="/ops" />
}
