// Made by `npm run api` from contracts/ops-bff.openapi.json; do not edit.
import { opsBaseApi as api } from "./base_api";
export const addTagTypes = [
  "dead letters",
  "insights",
  "notices",
  "operations",
  "orders",
  "products",
  "product imports",
  "session",
  "webhooks",
] as const;
const injectedRtkApi = api
  .enhanceEndpoints({
    addTagTypes,
  })
  .injectEndpoints({
    endpoints: (build) => ({
      listDeadLetters: build.query<
        ListDeadLettersApiResponse,
        ListDeadLettersApiArg
      >({
        query: (queryArg) => ({
          url: `/api/dead-letters`,
          params: {
            state: queryArg.state,
            limit: queryArg.limit,
            cursor: queryArg.cursor,
          },
        }),
        providesTags: ["dead letters"],
      }),
      redriveMatchingDeadLetters: build.mutation<
        RedriveMatchingDeadLettersApiResponse,
        RedriveMatchingDeadLettersApiArg
      >({
        query: (queryArg) => ({
          url: `/api/dead-letters/redrive`,
          method: "POST",
          body: queryArg.redriveMatchingRequest,
        }),
        invalidatesTags: ["dead letters"],
      }),
      discardDeadLetter: build.mutation<
        DiscardDeadLetterApiResponse,
        DiscardDeadLetterApiArg
      >({
        query: (queryArg) => ({
          url: `/api/dead-letters/${encodeURIComponent(String(queryArg.deadLetterId))}`,
          method: "DELETE",
        }),
        invalidatesTags: ["dead letters"],
      }),
      getDeadLetter: build.query<GetDeadLetterApiResponse, GetDeadLetterApiArg>(
        {
          query: (queryArg) => ({
            url: `/api/dead-letters/${encodeURIComponent(String(queryArg.deadLetterId))}`,
          }),
          providesTags: ["dead letters"],
        },
      ),
      redriveDeadLetter: build.mutation<
        RedriveDeadLetterApiResponse,
        RedriveDeadLetterApiArg
      >({
        query: (queryArg) => ({
          url: `/api/dead-letters/${encodeURIComponent(String(queryArg.deadLetterId))}/redrive`,
          method: "POST",
          body: queryArg.body,
        }),
        invalidatesTags: ["dead letters"],
      }),
      cancellationRate: build.query<
        CancellationRateApiResponse,
        CancellationRateApiArg
      >({
        query: (queryArg) => ({
          url: `/api/insights/cancellation-rate`,
          params: {
            from: queryArg["from"],
            to: queryArg.to,
          },
        }),
        providesTags: ["insights"],
      }),
      ordersByDay: build.query<OrdersByDayApiResponse, OrdersByDayApiArg>({
        query: (queryArg) => ({
          url: `/api/insights/orders-by-day`,
          params: {
            from: queryArg["from"],
            to: queryArg.to,
          },
        }),
        providesTags: ["insights"],
      }),
      stockOuts: build.query<StockOutsApiResponse, StockOutsApiArg>({
        query: (queryArg) => ({
          url: `/api/insights/stock-outs`,
          params: {
            from: queryArg["from"],
            to: queryArg.to,
          },
        }),
        providesTags: ["insights"],
      }),
      timeToShip: build.query<TimeToShipApiResponse, TimeToShipApiArg>({
        query: (queryArg) => ({
          url: `/api/insights/time-to-ship`,
          params: {
            from: queryArg["from"],
            to: queryArg.to,
          },
        }),
        providesTags: ["insights"],
      }),
      topProducts: build.query<TopProductsApiResponse, TopProductsApiArg>({
        query: (queryArg) => ({
          url: `/api/insights/top-products`,
          params: {
            limit: queryArg.limit,
            from: queryArg["from"],
            to: queryArg.to,
          },
        }),
        providesTags: ["insights"],
      }),
      listNotices: build.query<ListNoticesApiResponse, ListNoticesApiArg>({
        query: (queryArg) => ({
          url: `/api/notices`,
          params: {
            unread: queryArg.unread,
            limit: queryArg.limit,
            cursor: queryArg.cursor,
          },
        }),
        providesTags: ["notices"],
      }),
      markNoticeRead: build.mutation<
        MarkNoticeReadApiResponse,
        MarkNoticeReadApiArg
      >({
        query: (queryArg) => ({
          url: `/api/notices/${encodeURIComponent(String(queryArg.noticeId))}/reading`,
          method: "POST",
        }),
        invalidatesTags: ["notices"],
      }),
      listOperations: build.query<
        ListOperationsApiResponse,
        ListOperationsApiArg
      >({
        query: (queryArg) => ({
          url: `/api/operations`,
          params: {
            limit: queryArg.limit,
            cursor: queryArg.cursor,
          },
        }),
        providesTags: ["operations"],
      }),
      getOperation: build.query<GetOperationApiResponse, GetOperationApiArg>({
        query: (queryArg) => ({
          url: `/api/operations/${encodeURIComponent(String(queryArg.operationId))}`,
        }),
        providesTags: ["operations"],
      }),
      listOrders: build.query<ListOrdersApiResponse, ListOrdersApiArg>({
        query: (queryArg) => ({
          url: `/api/orders`,
          params: {
            limit: queryArg.limit,
            cursor: queryArg.cursor,
            status: queryArg.status,
            customer_id: queryArg.customerId,
            tracking_number: queryArg.trackingNumber,
            number: queryArg["number"],
            placed_from: queryArg.placedFrom,
            placed_before: queryArg.placedBefore,
          },
        }),
        providesTags: ["orders"],
      }),
      moveOrders: build.mutation<MoveOrdersApiResponse, MoveOrdersApiArg>({
        query: (queryArg) => ({
          url: `/api/orders/transitions`,
          method: "POST",
          body: queryArg.transitions,
        }),
        invalidatesTags: ["orders"],
      }),
      getOrder: build.query<GetOrderApiResponse, GetOrderApiArg>({
        query: (queryArg) => ({
          url: `/api/orders/${encodeURIComponent(String(queryArg.orderId))}`,
        }),
        providesTags: ["orders"],
      }),
      closeOrder: build.mutation<CloseOrderApiResponse, CloseOrderApiArg>({
        query: (queryArg) => ({
          url: `/api/orders/${encodeURIComponent(String(queryArg.orderId))}/closing`,
          method: "POST",
          body: queryArg.body,
          headers: {
            "if-match": queryArg["if-match"],
            prefer: queryArg.prefer,
          },
        }),
        invalidatesTags: ["orders"],
      }),
      shipOrder: build.mutation<ShipOrderApiResponse, ShipOrderApiArg>({
        query: (queryArg) => ({
          url: `/api/orders/${encodeURIComponent(String(queryArg.orderId))}/shipments`,
          method: "POST",
          body: queryArg.shipmentRequest,
          headers: {
            "if-match": queryArg["if-match"],
            prefer: queryArg.prefer,
            "Idempotency-Key": queryArg["Idempotency-Key"],
          },
        }),
        invalidatesTags: ["orders"],
      }),
      editShipment: build.mutation<EditShipmentApiResponse, EditShipmentApiArg>(
        {
          query: (queryArg) => ({
            url: `/api/orders/${encodeURIComponent(String(queryArg.orderId))}/shipments/${encodeURIComponent(String(queryArg.shipmentId))}`,
            method: "PATCH",
            body: queryArg.shipmentEdit,
            headers: {
              "if-match": queryArg["if-match"],
              prefer: queryArg.prefer,
            },
          }),
          invalidatesTags: ["orders"],
        },
      ),
      changeOrderStatus: build.mutation<
        ChangeOrderStatusApiResponse,
        ChangeOrderStatusApiArg
      >({
        query: (queryArg) => ({
          url: `/api/orders/${encodeURIComponent(String(queryArg.orderId))}/status`,
          method: "PATCH",
          body: queryArg.statusRequest,
          headers: {
            "if-match": queryArg["if-match"],
            prefer: queryArg.prefer,
          },
        }),
        invalidatesTags: ["orders"],
      }),
      listProducts: build.query<ListProductsApiResponse, ListProductsApiArg>({
        query: (queryArg) => ({
          url: `/api/products`,
          params: {
            search: queryArg.search,
            category: queryArg.category,
            status: queryArg.status,
            in_stock: queryArg.inStock,
            low_stock: queryArg.lowStock,
            sort: queryArg.sort,
            limit: queryArg.limit,
            cursor: queryArg.cursor,
          },
        }),
        providesTags: ["products"],
      }),
      createProduct: build.mutation<
        CreateProductApiResponse,
        CreateProductApiArg
      >({
        query: (queryArg) => ({
          url: `/api/products`,
          method: "POST",
          body: queryArg.newProductRequest,
          headers: {
            prefer: queryArg.prefer,
          },
        }),
        invalidatesTags: ["products"],
      }),
      listCategories: build.query<
        ListCategoriesApiResponse,
        ListCategoriesApiArg
      >({
        query: () => ({ url: `/api/products/categories` }),
        providesTags: ["products"],
      }),
      importProducts: build.mutation<
        ImportProductsApiResponse,
        ImportProductsApiArg
      >({
        query: (queryArg) => ({
          url: `/api/products/imports`,
          method: "POST",
          body: queryArg.body,
          headers: {
            "Idempotency-Key": queryArg["Idempotency-Key"],
          },
          params: {
            dry_run: queryArg.dryRun,
          },
        }),
        invalidatesTags: ["product imports"],
      }),
      listImportedRows: build.query<
        ListImportedRowsApiResponse,
        ListImportedRowsApiArg
      >({
        query: (queryArg) => ({
          url: `/api/products/imports/${encodeURIComponent(String(queryArg.importId))}/rows`,
          params: {
            cursor: queryArg.cursor,
          },
        }),
        providesTags: ["product imports"],
      }),
      getProduct: build.query<GetProductApiResponse, GetProductApiArg>({
        query: (queryArg) => ({
          url: `/api/products/${encodeURIComponent(String(queryArg.productId))}`,
        }),
        providesTags: ["products"],
      }),
      editProduct: build.mutation<EditProductApiResponse, EditProductApiArg>({
        query: (queryArg) => ({
          url: `/api/products/${encodeURIComponent(String(queryArg.productId))}`,
          method: "PATCH",
          body: queryArg.productEdit,
          headers: {
            "if-match": queryArg["if-match"],
            prefer: queryArg.prefer,
          },
        }),
        invalidatesTags: ["products"],
      }),
      signOut: build.mutation<SignOutApiResponse, SignOutApiArg>({
        query: () => ({ url: `/api/session`, method: "DELETE" }),
        invalidatesTags: ["session"],
      }),
      readSession: build.query<ReadSessionApiResponse, ReadSessionApiArg>({
        query: () => ({ url: `/api/session` }),
        providesTags: ["session"],
      }),
      listWebhooks: build.query<ListWebhooksApiResponse, ListWebhooksApiArg>({
        query: () => ({ url: `/api/webhooks` }),
        providesTags: ["webhooks"],
      }),
      createWebhook: build.mutation<
        CreateWebhookApiResponse,
        CreateWebhookApiArg
      >({
        query: (queryArg) => ({
          url: `/api/webhooks`,
          method: "POST",
          body: queryArg.newWebhookRequest,
          headers: {
            "Idempotency-Key": queryArg["Idempotency-Key"],
          },
        }),
        invalidatesTags: ["webhooks"],
      }),
      removeWebhook: build.mutation<
        RemoveWebhookApiResponse,
        RemoveWebhookApiArg
      >({
        query: (queryArg) => ({
          url: `/api/webhooks/${encodeURIComponent(String(queryArg.webhookId))}`,
          method: "DELETE",
        }),
        invalidatesTags: ["webhooks"],
      }),
      getWebhook: build.query<GetWebhookApiResponse, GetWebhookApiArg>({
        query: (queryArg) => ({
          url: `/api/webhooks/${encodeURIComponent(String(queryArg.webhookId))}`,
        }),
        providesTags: ["webhooks"],
      }),
      editWebhook: build.mutation<EditWebhookApiResponse, EditWebhookApiArg>({
        query: (queryArg) => ({
          url: `/api/webhooks/${encodeURIComponent(String(queryArg.webhookId))}`,
          method: "PATCH",
          body: queryArg.webhookEdit,
        }),
        invalidatesTags: ["webhooks"],
      }),
      listDeliveries: build.query<
        ListDeliveriesApiResponse,
        ListDeliveriesApiArg
      >({
        query: (queryArg) => ({
          url: `/api/webhooks/${encodeURIComponent(String(queryArg.webhookId))}/deliveries`,
          params: {
            limit: queryArg.limit,
            cursor: queryArg.cursor,
          },
        }),
        providesTags: ["webhooks"],
      }),
      redeliver: build.mutation<RedeliverApiResponse, RedeliverApiArg>({
        query: (queryArg) => ({
          url: `/api/webhooks/${encodeURIComponent(String(queryArg.webhookId))}/deliveries/${encodeURIComponent(String(queryArg.deliveryId))}/redelivery`,
          method: "POST",
        }),
        invalidatesTags: ["webhooks"],
      }),
      rotateWebhookSecret: build.mutation<
        RotateWebhookSecretApiResponse,
        RotateWebhookSecretApiArg
      >({
        query: (queryArg) => ({
          url: `/api/webhooks/${encodeURIComponent(String(queryArg.webhookId))}/secret-rotation`,
          method: "POST",
          headers: {
            "Idempotency-Key": queryArg["Idempotency-Key"],
          },
        }),
        invalidatesTags: ["webhooks"],
      }),
    }),
    overrideExisting: false,
  });
export { injectedRtkApi as generatedApi };
export type ListDeadLettersApiResponse =
  /** status 200 Successful Response */ DeadLetterPageView;
export type ListDeadLettersApiArg = {
  state?: "WAITING" | "REDRIVING" | "REDRIVEN" | "DISCARDED";
  limit?: number;
  cursor?: string | null;
};
export type RedriveMatchingDeadLettersApiResponse =
  /** status 200 Successful Response */ RedrivenView;
export type RedriveMatchingDeadLettersApiArg = {
  redriveMatchingRequest: RedriveMatchingRequest;
};
export type DiscardDeadLetterApiResponse = unknown;
export type DiscardDeadLetterApiArg = {
  deadLetterId: string;
};
export type GetDeadLetterApiResponse =
  /** status 200 Successful Response */ DeadLetterView;
export type GetDeadLetterApiArg = {
  deadLetterId: string;
};
export type RedriveDeadLetterApiResponse =
  /** status 200 Successful Response */ DeadLetterView;
export type RedriveDeadLetterApiArg = {
  deadLetterId: string;
  body: RedriveRequest | null;
};
export type CancellationRateApiResponse =
  /** status 200 Successful Response */ CancellationRate;
export type CancellationRateApiArg = {
  /** The first day (UTC); left out: 30 days up to `to`. */
  from?: string | null;
  /** The last day (UTC), included; left out: today. At most 366 days in all. */
  to?: string | null;
};
export type OrdersByDayApiResponse =
  /** status 200 Successful Response */ OrdersByDay;
export type OrdersByDayApiArg = {
  /** The first day (UTC); left out: 30 days up to `to`. */
  from?: string | null;
  /** The last day (UTC), included; left out: today. At most 366 days in all. */
  to?: string | null;
};
export type StockOutsApiResponse =
  /** status 200 Successful Response */ StockOuts;
export type StockOutsApiArg = {
  /** The first day (UTC); left out: 30 days up to `to`. */
  from?: string | null;
  /** The last day (UTC), included; left out: today. At most 366 days in all. */
  to?: string | null;
};
export type TimeToShipApiResponse =
  /** status 200 Successful Response */ TimeToShip;
export type TimeToShipApiArg = {
  /** The first day (UTC); left out: 30 days up to `to`. */
  from?: string | null;
  /** The last day (UTC), included; left out: today. At most 366 days in all. */
  to?: string | null;
};
export type TopProductsApiResponse =
  /** status 200 Successful Response */ TopProducts;
export type TopProductsApiArg = {
  limit?: number;
  /** The first day (UTC); left out: 30 days up to `to`. */
  from?: string | null;
  /** The last day (UTC), included; left out: today. At most 366 days in all. */
  to?: string | null;
};
export type ListNoticesApiResponse =
  /** status 200 Successful Response */ NoticePageView;
export type ListNoticesApiArg = {
  /** Only what nobody has read. */
  unread?: boolean;
  limit?: number;
  cursor?: string | null;
};
export type MarkNoticeReadApiResponse =
  /** status 200 Successful Response */ NoticeView;
export type MarkNoticeReadApiArg = {
  noticeId: string;
};
export type ListOperationsApiResponse =
  /** status 200 Successful Response */ OperationPageView;
export type ListOperationsApiArg = {
  limit?: number;
  cursor?: string | null;
};
export type GetOperationApiResponse =
  /** status 200 Successful Response */ OperationView;
export type GetOperationApiArg = {
  /** An operation's id, or its name in the `Location` of a 202. */
  operationId: string;
};
export type ListOrdersApiResponse =
  /** status 200 Successful Response */ OrderPageView;
export type ListOrdersApiArg = {
  limit?: number;
  cursor?: string | null;
  /** Any of these; none means all. */
  status?: ("PROCESSING" | "SHIPPED" | "DELIVERED" | "CANCELLED")[];
  customerId?: string | null;
  trackingNumber?: string | null;
  /** An order's number, which is the first eight digits of its id, or more or less of its beginning. The newest orders are looked through: a page may be empty though `next_cursor` leads to older ones. */
  number?: string | null;
  /** Placed at this time or later. */
  placedFrom?: string | null;
  /** Placed earlier than this time. */
  placedBefore?: string | null;
};
export type MoveOrdersApiResponse =
  /** status 202 Queued: `Location` names the operation to follow */ OperationView;
export type MoveOrdersApiArg = {
  transitions: Transitions;
};
export type GetOrderApiResponse =
  /** status 200 Successful Response */ OrderWithTimeline;
export type GetOrderApiArg = {
  orderId: string;
};
export type CloseOrderApiResponse =
  | /** status 200 Successful Response */ OrderWithTimeline
  | /** status 202 Queued: `Location` names the operation to follow */ OperationView;
export type CloseOrderApiArg = {
  orderId: string;
  /** The ETag of the order that was seen: changed since, it is left as it is */
  "if-match"?: string | null;
  /** `respond-async`: queue the change, and answer 202 at once. With an Idempotency-Key, the same again is the same operation. */
  prefer?: string | null;
  body: ClosingRequest | null;
};
export type ShipOrderApiResponse =
  | /** status 201 Successful Response */ OrderWithTimeline
  | /** status 202 Queued: `Location` names the operation to follow */ OperationView;
export type ShipOrderApiArg = {
  orderId: string;
  /** The ETag of the order that was seen: changed since, it is left as it is */
  "if-match"?: string | null;
  /** `respond-async`: queue the change, and answer 202 at once. With an Idempotency-Key, the same again is the same operation. */
  prefer?: string | null;
  /** 1 to 255 printable characters of your choice; the same key again finds what it made. */
  "Idempotency-Key": string;
  shipmentRequest: ShipmentRequest;
};
export type EditShipmentApiResponse =
  | /** status 200 Successful Response */ OrderWithTimeline
  | /** status 202 Queued: `Location` names the operation to follow */ OperationView;
export type EditShipmentApiArg = {
  orderId: string;
  shipmentId: string;
  /** The ETag of the order that was seen: changed since, it is left as it is */
  "if-match"?: string | null;
  /** `respond-async`: queue the change, and answer 202 at once. With an Idempotency-Key, the same again is the same operation. */
  prefer?: string | null;
  shipmentEdit: ShipmentEdit;
};
export type ChangeOrderStatusApiResponse =
  | /** status 200 Successful Response */ OrderWithTimeline
  | /** status 202 Queued: `Location` names the operation to follow */ OperationView;
export type ChangeOrderStatusApiArg = {
  orderId: string;
  /** The ETag of the order that was seen: changed since, it is left as it is */
  "if-match"?: string | null;
  /** `respond-async`: queue the change, and answer 202 at once. With an Idempotency-Key, the same again is the same operation. */
  prefer?: string | null;
  statusRequest: StatusRequest;
};
export type ListProductsApiResponse =
  /** status 200 Successful Response */ ProductPageView;
export type ListProductsApiArg = {
  /** Beginnings of words of name, SKU, category or description, all of which must be found; where one is not, a slip is forgiven. */
  search?: string | null;
  category?: string | null;
  /** Left out: both. */
  status?: ("ACTIVE" | "ARCHIVED") | null;
  /** Only what can (or cannot) be ordered now. */
  inStock?: boolean | null;
  /** Only what is at or below its low_stock_threshold (or what is not). */
  lowStock?: boolean | null;
  /** `updated` is when staff last edited it; `-` turns an order round. */
  sort?:
    | "name"
    | "-name"
    | "price"
    | "-price"
    | "available"
    | "-available"
    | "updated"
    | "-updated";
  limit?: number;
  cursor?: string | null;
};
export type CreateProductApiResponse =
  | /** status 200 The same request had created it: the product as it stands */ ProductView
  | /** status 201 Successful Response */ ProductView
  | /** status 202 Queued: `Location` names the operation to follow */ OperationView;
export type CreateProductApiArg = {
  /** `respond-async`: queue the change, and answer 202 at once. With an Idempotency-Key, the same again is the same operation. */
  prefer?: string | null;
  newProductRequest: NewProductRequest;
};
export type ListCategoriesApiResponse =
  /** status 200 Successful Response */ CategoryList;
export type ListCategoriesApiArg = void;
export type ImportProductsApiResponse =
  /** status 202 Queued: `Location` names the operation to follow */ OperationView;
export type ImportProductsApiArg = {
  /** Say what each row would do, and do nothing. */
  dryRun?: boolean;
  /** 1 to 255 printable characters of your choice; the same key again finds what it made. */
  "Idempotency-Key": string;
  body: string;
};
export type ListImportedRowsApiResponse =
  /** status 200 Successful Response */ ImportedRowPageView;
export type ListImportedRowsApiArg = {
  importId: string;
  cursor?: string | null;
};
export type GetProductApiResponse =
  /** status 200 Successful Response */ ProductWithChanges;
export type GetProductApiArg = {
  productId: string;
};
export type EditProductApiResponse =
  | /** status 200 Successful Response */ ProductView
  | /** status 202 Queued: `Location` names the operation to follow */ OperationView;
export type EditProductApiArg = {
  productId: string;
  /** The ETag of the product that you edit */
  "if-match": string;
  /** `respond-async`: queue the change, and answer 202 at once. With an Idempotency-Key, the same again is the same operation. */
  prefer?: string | null;
  productEdit: ProductEdit;
};
export type SignOutApiResponse =
  /** status 200 Successful Response */ SignedOutView;
export type SignOutApiArg = void;
export type ReadSessionApiResponse =
  /** status 200 Successful Response */ SessionView;
export type ReadSessionApiArg = void;
export type ListWebhooksApiResponse =
  /** status 200 Successful Response */ WebhookListView;
export type ListWebhooksApiArg = void;
export type CreateWebhookApiResponse =
  /** status 201 Successful Response */ WebhookWithSecret;
export type CreateWebhookApiArg = {
  /** 1 to 255 printable characters of your choice; the same key again finds what it made. */
  "Idempotency-Key": string;
  newWebhookRequest: NewWebhookRequest;
};
export type RemoveWebhookApiResponse = unknown;
export type RemoveWebhookApiArg = {
  webhookId: string;
};
export type GetWebhookApiResponse =
  /** status 200 Successful Response */ WebhookView;
export type GetWebhookApiArg = {
  webhookId: string;
};
export type EditWebhookApiResponse =
  /** status 200 Successful Response */ WebhookView;
export type EditWebhookApiArg = {
  webhookId: string;
  webhookEdit: WebhookEdit;
};
export type ListDeliveriesApiResponse =
  /** status 200 Successful Response */ DeliveryPageView;
export type ListDeliveriesApiArg = {
  webhookId: string;
  limit?: number;
  cursor?: string | null;
};
export type RedeliverApiResponse =
  /** status 202 Successful Response */ DeliveryView;
export type RedeliverApiArg = {
  webhookId: string;
  deliveryId: string;
};
export type RotateWebhookSecretApiResponse =
  /** status 200 Successful Response */ WebhookWithSecret;
export type RotateWebhookSecretApiArg = {
  webhookId: string;
  /** 1 to 255 printable characters of your choice; the same key again finds what it made. */
  "Idempotency-Key": string;
};
export type DeadLetterView = {
  /** What stopped its latest attempt. */
  cause: string | null;
  dead_letter_id: string;
  found_at: string;
  message: string;
  queue: string;
  /** What was sent again, where it was edited. */
  sent_instead: string | null;
  settled_at: string | null;
  settled_by: string | null;
  /** WAITING ones are to be settled; REDRIVING ones go back into their queue within moments. */
  state: "WAITING" | "REDRIVING" | "REDRIVEN" | "DISCARDED";
};
export type DeadLetterPageView = {
  items: DeadLetterView[];
  next_cursor: string | null;
};
export type FieldError = {
  code: string;
  detail: string;
  /** JSON Pointer into the body (`/lines/0/quantity`), or `#query/…`, `#header/…`, `#path/…`, `#cookie/…`. */
  pointer: string;
};
export type ProblemDetail = {
  /** Stable name of the kind of problem. */
  code: string;
  detail: string;
  errors?: FieldError[] | null;
  /** The path of the request. */
  instance: string;
  status: number;
  title: string;
  /** Names the request in the service's logs and traces. */
  trace_id: string;
  /** A reference that names the kind of problem: `/problems/{code}`. */
  type: string;
  [key: string]: unknown;
};
export type RedrivenView = {
  redriven: number;
};
export type RedriveMatchingRequest = {
  cause?: string | null;
  kind?: string | null;
  queue?: string | null;
};
export type RedriveRequest = {
  message?: {
    [key: string]: unknown;
  } | null;
};
export type DayOfCancellations = {
  cancelled: number;
  day: string;
  orders: number;
  /** Null without orders */
  rate: number | null;
};
export type CancellationRate = {
  as_of: string | null;
  from: string;
  items: DayOfCancellations[];
  to: string;
};
export type AmountsOfDay = {
  currency: string;
  /** Of the orders placed on the day, as they were placed */
  ordered_minor: number;
  orders: number;
  /** ordered_minor - taken_back_minor; below zero if more was taken back */
  revenue_minor: number;
  /** What cancelling and closing orders took back on the day, whenever those had been placed */
  taken_back_minor: number;
};
export type DayOfOrders = {
  amounts: AmountsOfDay[];
  day: string;
  /** Placed on the day, in all currencies */
  orders: number;
};
export type OrdersByDay = {
  as_of: string | null;
  from: string;
  items: DayOfOrders[];
  to: string;
};
export type StockOut = {
  /** Null while there is still nothing */
  back_at: string | null;
  name: string;
  out_at: string;
  product_id: string;
  sku: string;
};
export type StockOuts = {
  as_of: string | null;
  from: string;
  items: StockOut[];
  to: string;
};
export type DayOfShipping = {
  day: string;
  /** Null without orders */
  longest_hours: number | null;
  /** Null without orders */
  median_hours: number | null;
  orders: number;
};
export type TimeToShip = {
  as_of: string | null;
  from: string;
  items: DayOfShipping[];
  to: string;
};
export type TopProduct = {
  amount_minor: number;
  currency: string;
  name: string;
  orders: number;
  product_id: string;
  sku: string;
  units: number;
};
export type TopProducts = {
  as_of: string | null;
  from: string;
  items: TopProduct[];
  to: string;
};
export type NoticeView = {
  at: string;
  /** What it is about, by its type */
  data: {
    [key: string]: unknown;
  };
  notice_id: string;
  /** null: nobody has read it */
  read_at: string | null;
  /** `ops:NAME` of whoever read it first */
  read_by: string | null;
  /** `order.placed`, `product.ran_low`, `import.finished`, …: show others by their name */
  type: string;
};
export type NoticePageView = {
  items: NoticeView[];
  next_cursor: string | null;
};
export type OperationView = {
  asked_by: string;
  attempts: number;
  created_at: string;
  /** The operation of this API that would have done it at once. */
  kind: string;
  operation_id: string;
  /** Ids and headers of the request. */
  parameters: {
    [key: string]: string;
  };
  /** Why it was REFUSED, or what stopped the latest attempt. */
  problem: {
    [key: string]: unknown;
  } | null;
  /** Of work with many parts: how many are done, and how. */
  progress: {
    [key: string]: unknown;
  } | null;
  /** What came of it, once it has SUCCEEDED. */
  result: {
    [key: string]: unknown;
  } | null;
  /** QUEUED also between two attempts; FAILED ones wait among the dead letters. */
  state: "QUEUED" | "RUNNING" | "SUCCEEDED" | "REFUSED" | "FAILED";
  updated_at: string;
};
export type OperationPageView = {
  items: OperationView[];
  next_cursor: string | null;
};
export type MoneyBody = {
  amount_minor: number;
  /** ISO 4217 */
  currency: string;
};
export type LineView = {
  name: string;
  product_id: string;
  quantity: number;
  sku: string;
  unit_price: MoneyBody;
};
export type AddressBody = {
  city: string;
  /** ISO 3166-1 alpha-2 */
  country: string;
  line1: string;
  line2?: string | null;
  name: string;
  postal_code: string;
  region?: string | null;
};
export type ShippedLineView = {
  product_id: string;
  quantity: number;
};
export type ShipmentView = {
  carrier: string | null;
  delivered_at: string | null;
  lines: ShippedLineView[];
  shipment_id: string;
  shipped_at: string;
  tracking_number: string | null;
};
export type OrderView = {
  created_at: string;
  customer_id: string;
  lines: LineView[];
  order_id: string;
  ship_to: AddressBody;
  shipments: ShipmentView[];
  /** Where an order stands; `transitions.TRANSITIONS` says how it moves. */
  status: "PROCESSING" | "SHIPPED" | "DELIVERED" | "CANCELLED";
  total: MoneyBody;
  updated_at: string;
  version: number;
};
export type OrderPageView = {
  items: OrderView[];
  next_cursor: string | null;
};
export type Transitions = {
  order_ids: string[];
  reason?: string | null;
  status: "SHIPPED" | "DELIVERED" | "CANCELLED";
};
export type TimelineEntryView = {
  /** `customer:ID` or `ops:NAME` */
  actor: string;
  at: string;
  data: {
    [key: string]: unknown;
  };
  type: string;
  version: number;
};
export type OrderWithTimeline = {
  created_at: string;
  customer_id: string;
  lines: LineView[];
  order_id: string;
  ship_to: AddressBody;
  shipments: ShipmentView[];
  /** Where an order stands; `transitions.TRANSITIONS` says how it moves. */
  status: "PROCESSING" | "SHIPPED" | "DELIVERED" | "CANCELLED";
  timeline: TimelineEntryView[];
  total: MoneyBody;
  updated_at: string;
  version: number;
};
export type TransitionDetail = {
  allowed?: string[] | null;
  /** Stable name of the kind of problem. */
  code: string;
  detail: string;
  errors?: FieldError[] | null;
  from?: string | null;
  /** The path of the request. */
  instance: string;
  status: number;
  title: string;
  to?: string | null;
  /** Names the request in the service's logs and traces. */
  trace_id: string;
  /** A reference that names the kind of problem: `/problems/{code}`. */
  type: string;
  [key: string]: unknown;
};
export type VersionDetail = {
  /** Stable name of the kind of problem. */
  code: string;
  current_version?: number | null;
  detail: string;
  errors?: FieldError[] | null;
  /** The path of the request. */
  instance: string;
  status: number;
  title: string;
  /** Names the request in the service's logs and traces. */
  trace_id: string;
  /** A reference that names the kind of problem: `/problems/{code}`. */
  type: string;
  [key: string]: unknown;
};
export type ClosingRequest = {
  reason?: string | null;
};
export type UnshippableLine = {
  product_id: string;
  requested: number;
  unshipped: number;
};
export type ShipmentDetail = {
  /** Stable name of the kind of problem. */
  code: string;
  detail: string;
  errors?: FieldError[] | null;
  /** The path of the request. */
  instance: string;
  lines?: UnshippableLine[] | null;
  status: number;
  title: string;
  /** Names the request in the service's logs and traces. */
  trace_id: string;
  /** A reference that names the kind of problem: `/problems/{code}`. */
  type: string;
  [key: string]: unknown;
};
export type ParcelLine = {
  product_id: string;
  quantity: number;
};
export type ShipmentRequest = {
  carrier?: string | null;
  lines?: ParcelLine[] | null;
  tracking_number?: string | null;
};
export type ShipmentEdit = {
  carrier?: string | null;
  status?: "DELIVERED" | null;
  tracking_number?: string | null;
};
export type StatusRequest = {
  reason?: string | null;
  /** Where an order stands; `transitions.TRANSITIONS` says how it moves. */
  status: "PROCESSING" | "SHIPPED" | "DELIVERED" | "CANCELLED";
};
export type StockView = {
  available: number;
  received: number;
  reserved: number;
  shipped: number;
};
export type ProductView = {
  category: string;
  created_at: string;
  description: string;
  image_url: string | null;
  low_stock_threshold: number | null;
  name: string;
  price: MoneyBody;
  product_id: string;
  revision: number;
  sku: string;
  /** ACTIVE products are for sale; ARCHIVED ones are kept for the orders that name them. */
  status: "ACTIVE" | "ARCHIVED";
  stock: StockView;
  updated_at: string;
  version: number;
};
export type ProductPageView = {
  items: ProductView[];
  next_cursor: string | null;
};
export type SkuTakenDetail = {
  /** Stable name of the kind of problem. */
  code: string;
  detail: string;
  errors?: FieldError[] | null;
  /** The path of the request. */
  instance: string;
  product_id?: string | null;
  status: number;
  title: string;
  /** Names the request in the service's logs and traces. */
  trace_id: string;
  /** A reference that names the kind of problem: `/problems/{code}`. */
  type: string;
  [key: string]: unknown;
};
export type NewProductRequest = {
  category: string;
  description?: string;
  /** Absolute, or a path on the shop's own host. */
  image_url?: string | null;
  initial_stock?: number;
  low_stock_threshold?: number | null;
  name: string;
  price: MoneyBody;
  sku: string;
};
export type Category = {
  active: number;
  archived: number;
  category: string;
};
export type CategoryList = {
  items: Category[];
};
export type ImportedRowView = {
  /** Counted from 1 behind the header. */
  number: number;
  /** What a row did, or in a dry run would do. */
  outcome: "new" | "changed" | "unchanged" | "wrong";
  problems: string[];
  sku: string;
};
export type ImportedRowPageView = {
  items: ImportedRowView[];
  next_cursor: string | null;
};
export type StaffChangeView = {
  actor: string;
  after: {
    [key: string]: unknown;
  };
  at: string;
  before: {
    [key: string]: unknown;
  };
  version: number;
};
export type ProductWithChanges = {
  category: string;
  changes: StaffChangeView[];
  created_at: string;
  description: string;
  image_url: string | null;
  low_stock_threshold: number | null;
  name: string;
  price: MoneyBody;
  product_id: string;
  revision: number;
  sku: string;
  /** ACTIVE products are for sale; ARCHIVED ones are kept for the orders that name them. */
  status: "ACTIVE" | "ARCHIVED";
  stock: StockView;
  updated_at: string;
  version: number;
};
export type StockDetail = {
  available?: number | null;
  /** Stable name of the kind of problem. */
  code: string;
  detail: string;
  errors?: FieldError[] | null;
  /** The path of the request. */
  instance: string;
  status: number;
  title: string;
  /** Names the request in the service's logs and traces. */
  trace_id: string;
  /** A reference that names the kind of problem: `/problems/{code}`. */
  type: string;
  [key: string]: unknown;
};
export type StockAdjustment = {
  delta: number;
  reason: string;
};
export type ProductEdit = {
  category?: string;
  description?: string;
  /** Absolute, or a path on the shop's own host. */
  image_url?: string | null;
  low_stock_threshold?: number | null;
  name?: string;
  price?: MoneyBody;
  /** ACTIVE products are for sale; ARCHIVED ones are kept for the orders that name them. */
  status?: "ACTIVE" | "ARCHIVED";
  stock_adjustment?: StockAdjustment | null;
};
export type SignedOutView = {
  /** Where the browser goes to sign out at the identity provider too; null when it cannot. */
  sign_out_url: string | null;
};
export type SessionView = {
  name: string;
  roles: string[];
  subject: string;
};
export type WebhookView = {
  created_at: string;
  created_by: string;
  description: string;
  /** `gone`: it answered 410. `failing`: for days nothing came through. null: a manager said so */
  disabled_because: string | null;
  enabled: boolean;
  /** null: the latest delivery came through */
  failing_since: string | null;
  types: string[];
  url: string;
  webhook_id: string;
};
export type WebhookListView = {
  items: WebhookView[];
};
export type WebhookWithSecret = {
  created_at: string;
  created_by: string;
  description: string;
  /** `gone`: it answered 410. `failing`: for days nothing came through. null: a manager said so */
  disabled_because: string | null;
  enabled: boolean;
  /** null: the latest delivery came through */
  failing_since: string | null;
  /** For a library of Standard Webhooks, which checks with it that a message is ours */
  secret: string;
  types: string[];
  url: string;
  webhook_id: string;
};
export type NewWebhookRequest = {
  description?: string;
  types: (
    | "order.placed"
    | "order.cancelled"
    | "order.partly_shipped"
    | "order.shipped"
    | "order.closed"
    | "order.delivered"
    | "order.shipment_delivered"
    | "order.shipment_corrected"
    | "product.created"
    | "product.edited"
    | "product.archived"
    | "product.restored"
    | "product.stock_changed"
    | "product.ran_low"
    | "import.finished"
    | "dead_letter.arrived"
  )[];
  /** With https, and of the internet; http and private networks in development alone. */
  url: string;
};
export type WebhookEdit = {
  description?: string;
  enabled?: boolean;
  types?: (
    | "order.placed"
    | "order.cancelled"
    | "order.partly_shipped"
    | "order.shipped"
    | "order.closed"
    | "order.delivered"
    | "order.shipment_delivered"
    | "order.shipment_corrected"
    | "product.created"
    | "product.edited"
    | "product.archived"
    | "product.restored"
    | "product.stock_changed"
    | "product.ran_low"
    | "import.finished"
    | "dead_letter.arrived"
  )[];
  /** With https, and of the internet; http and private networks in development alone. */
  url?: string;
};
export type AttemptView = {
  at: string;
  duration_ms: number;
  /** `timed_out`, `address_refused` or `connection_failed` */
  error: string | null;
  status: number | null;
};
export type DeliveryView = {
  /** The last 20, oldest first */
  attempts: AttemptView[];
  created_at: string;
  delivery_id: string;
  /** The event's or the notice's id, sent as `webhook-id`; the same in repeats */
  message_id: string;
  next_attempt_at: string | null;
  /** PENDING ones are tried, or tried again; DELIVERED ones were answered with a 2xx; FAILED ones are given up. */
  state: "PENDING" | "DELIVERED" | "FAILED";
  type: string;
};
export type DeliveryPageView = {
  items: DeliveryView[];
  next_cursor: string | null;
};
export const {
  useListDeadLettersQuery,
  useLazyListDeadLettersQuery,
  useRedriveMatchingDeadLettersMutation,
  useDiscardDeadLetterMutation,
  useGetDeadLetterQuery,
  useLazyGetDeadLetterQuery,
  useRedriveDeadLetterMutation,
  useCancellationRateQuery,
  useLazyCancellationRateQuery,
  useOrdersByDayQuery,
  useLazyOrdersByDayQuery,
  useStockOutsQuery,
  useLazyStockOutsQuery,
  useTimeToShipQuery,
  useLazyTimeToShipQuery,
  useTopProductsQuery,
  useLazyTopProductsQuery,
  useListNoticesQuery,
  useLazyListNoticesQuery,
  useMarkNoticeReadMutation,
  useListOperationsQuery,
  useLazyListOperationsQuery,
  useGetOperationQuery,
  useLazyGetOperationQuery,
  useListOrdersQuery,
  useLazyListOrdersQuery,
  useMoveOrdersMutation,
  useGetOrderQuery,
  useLazyGetOrderQuery,
  useCloseOrderMutation,
  useShipOrderMutation,
  useEditShipmentMutation,
  useChangeOrderStatusMutation,
  useListProductsQuery,
  useLazyListProductsQuery,
  useCreateProductMutation,
  useListCategoriesQuery,
  useLazyListCategoriesQuery,
  useImportProductsMutation,
  useListImportedRowsQuery,
  useLazyListImportedRowsQuery,
  useGetProductQuery,
  useLazyGetProductQuery,
  useEditProductMutation,
  useSignOutMutation,
  useReadSessionQuery,
  useLazyReadSessionQuery,
  useListWebhooksQuery,
  useLazyListWebhooksQuery,
  useCreateWebhookMutation,
  useRemoveWebhookMutation,
  useGetWebhookQuery,
  useLazyGetWebhookQuery,
  useEditWebhookMutation,
  useListDeliveriesQuery,
  useLazyListDeliveriesQuery,
  useRedeliverMutation,
  useRotateWebhookSecretMutation,
} = injectedRtkApi;
