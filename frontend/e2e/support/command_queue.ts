import { randomUUID } from 'node:crypto'

const NAME = 'waybill-ops-commands.fifo'

/**
 * Puts a change of an order's status to `status` into the queue of commands, as the back office would, but for the order's number,
 * which it lacks: it fails each time it is tried, so that it ends among the dead letters, and what is queued about the order after
 * it waits until then. Returns the command.
 */
export async function queueBrokenCommand(orderId: string, status: string) {
  const { QueueUrl: queue } = (await ask('GetQueueUrl', { QueueName: NAME })) as { QueueUrl: string }
  const about = `order:${orderId}`
  const command = {
    operation_id: randomUUID(), kind: 'change_order_status', asked_by: 'sam', roles: ['ops_agent'], asked_at: new Date().toISOString(),
    parameters: {}, body: { status }, about,
  }
  await ask('SendMessage', {
    QueueUrl: queue, MessageBody: JSON.stringify(command), MessageGroupId: about, MessageDeduplicationId: command.operation_id,
  })
  return command
}

/** SQS's JSON protocol; the emulator asks for no signature. */
async function ask(action: string, body: Record<string, unknown>): Promise<unknown> {
  const address = process.env.AWS_EMULATOR_URL
  if (!address) throw new Error('AWS_EMULATOR_URL names no emulator: see platform.ts')
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `AmazonSQS.${action}`,
      Authorization: 'AWS4-HMAC-SHA256 Credential=development/20261125/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${action}: ${answer.status} ${await answer.text()}`)
  return await answer.json()
}
