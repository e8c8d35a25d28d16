import { expect, test } from 'vitest'

import { type Move, refusalOf, refusalOfParcel } from './moves'
import { anOrder, aShipment, MUG, POT } from './orders.testing'

const MOVES: readonly Move[] = ['ship', 'cancel', 'deliver', 'close']
const parcel = [aShipment()]

test.each([
  ['untouched', anOrder(), [undefined, undefined, 'notShipped', 'nothingShipped']],
  ['partly shipped', anOrder({ shipments: parcel }), [undefined, 'partShipped', 'notShipped', undefined]],
  ['shipped', anOrder({ status: 'SHIPPED', shipments: parcel }), ['isShipped', 'shippedIsFinal', undefined, 'isShipped']],
  ['delivered', anOrder({ status: 'DELIVERED', shipments: parcel }), ['isDelivered', 'isDelivered', 'isDelivered', 'isDelivered']],
  ['cancelled', anOrder({ status: 'CANCELLED' }), ['isCancelled', 'isCancelled', 'isCancelled', 'isCancelled']],
] as const)('an order that is %s', (_name, order, refusals) => {
  expect(MOVES.map((move) => refusalOf(order, move))).toEqual(refusals)
})

test('a parcel holds at most what is left', () => {
  const order = anOrder({ shipments: parcel })
  expect(refusalOfParcel(order, [{ product_id: POT.product_id, quantity: 1 }])).toBeUndefined()
  expect(refusalOfParcel(order, [{ product_id: MUG.product_id, quantity: 1 }])).toBe('shippedMeanwhile')
})
