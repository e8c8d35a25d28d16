import { OpsHome } from '@/features/ops/home'

export default function OpsPage() {
  return <OpsHome />
}
