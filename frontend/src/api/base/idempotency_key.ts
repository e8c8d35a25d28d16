/** A key for a creation, so that sending it again makes nothing twice. Keep it with what is sent, until it is answered. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID()
}
