import { OpsStart } from './ops_start'

export default function OpsPage() {
  return <OpsStart />
}
