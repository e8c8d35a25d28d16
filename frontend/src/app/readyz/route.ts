/** For the supervisor: this process serves. Browsers do not get here, the gateways send /readyz to the BFFs. */
export const dynamic = 'force-dynamic'

export function GET(): Response {
  return Response.json({ status: 'ready' })
}
