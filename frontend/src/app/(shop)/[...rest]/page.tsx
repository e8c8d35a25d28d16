import { notFound } from 'next/navigation'

/** Every address that no page has: answered within the portal's frame. */
export default function UnknownPage(): never {
  notFound()
}
