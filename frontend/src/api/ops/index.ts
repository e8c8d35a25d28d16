/**
 * The operations desk's API: what features import. Operations come from generated.ts; what the contract cannot say (finer
 * tags, an ETag kept with what was read) is put on here.
 */

import { doneOrQueued } from '../base/answer'
import { generatedApi, type OperationView } from './generated'

export const opsApi = generatedApi.enhanceEndpoints({
  endpoints: {
    // asked once a page; a sign-in and a sign-out load the page anew
    signOut: { invalidatesTags: [] },
    // a queue's rows keep their places and follow events, so that nothing that is done to one order reads the lists anew
    listOrders: { providesTags: [] },
    getOrder: { providesTags: (_order, _problem, { orderId }) => [{ type: 'orders', id: orderId }] },
    shipOrder: { invalidatesTags: [] },
    editShipment: { invalidatesTags: [] },
    changeOrderStatus: { invalidatesTags: [] },
    closeOrder: { invalidatesTags: [] },
    moveOrders: { invalidatesTags: [] },
    // an import is asked for by the name in its Location, under which it is known before anybody has begun it
    importProducts: {
      transformResponse: (operation: OperationView, answer) => {
        const queued = doneOrQueued<never, OperationView>(operation, answer)
        return queued.queued ? { ...operation, operation_id: decodeURIComponent(queued.location.split('/').at(-1) ?? operation.operation_id) } : operation
      },
    },
    // the page of what was removed is still there for a moment, and must not ask for it again
    removeWebhook: { invalidatesTags: [] },
    // a table's rows keep their places and follow events, so that an edit of one product reads no list anew
    listProducts: { providesTags: [] },
    getProduct: { providesTags: (_product, _problem, { productId }) => [{ type: 'products', id: productId }] },
    editProduct: { invalidatesTags: (_product, _problem, { productId }) => [{ type: 'products', id: productId }] },
  },
})

export * from './generated'
export { useIsManager, useSession, useSignOut } from './use_session'
