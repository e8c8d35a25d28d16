// Made by `npm run api` from contracts/customer-bff.openapi.json; do not edit.
import { shopBaseApi as api } from "./base_api";
export const addTagTypes = ["orders", "products", "session"] as const;
const injectedRtkApi = api
  .enhanceEndpoints({
    addTagTypes,
  })
  .injectEndpoints({
    endpoints: (build) => ({
      listOwnOrders: build.query<ListOwnOrdersApiResponse, ListOwnOrdersApiArg>(
        {
          query: (queryArg) => ({
            url: `/api/orders`,
            params: {
              limit: queryArg.limit,
              cursor: queryArg.cursor,
            },
          }),
          providesTags: ["orders"],
        },
      ),
      placeOrder: build.mutation<PlaceOrderApiResponse, PlaceOrderApiArg>({
        query: (queryArg) => ({
          url: `/api/orders`,
          method: "POST",
          body: queryArg.orderRequest,
          headers: {
            "Idempotency-Key": queryArg["Idempotency-Key"],
          },
        }),
        invalidatesTags: ["orders"],
      }),
      getOwnOrder: build.query<GetOwnOrderApiResponse, GetOwnOrderApiArg>({
        query: (queryArg) => ({
          url: `/api/orders/${encodeURIComponent(String(queryArg.orderId))}`,
        }),
        providesTags: ["orders"],
      }),
      cancelOwnOrder: build.mutation<
        CancelOwnOrderApiResponse,
        CancelOwnOrderApiArg
      >({
        query: (queryArg) => ({
          url: `/api/orders/${encodeURIComponent(String(queryArg.orderId))}/cancellation`,
          method: "POST",
          body: queryArg.body,
        }),
        invalidatesTags: ["orders"],
      }),
      getOwnTimeline: build.query<
        GetOwnTimelineApiResponse,
        GetOwnTimelineApiArg
      >({
        query: (queryArg) => ({
          url: `/api/orders/${encodeURIComponent(String(queryArg.orderId))}/timeline`,
        }),
        providesTags: ["orders"],
      }),
      listProducts: build.query<ListProductsApiResponse, ListProductsApiArg>({
        query: (queryArg) => ({
          url: `/api/products`,
          params: {
            search: queryArg.search,
            category: queryArg.category,
            sort: queryArg.sort,
            in_stock: queryArg.inStock,
            limit: queryArg.limit,
            cursor: queryArg.cursor,
          },
        }),
        providesTags: ["products"],
      }),
      listCategories: build.query<
        ListCategoriesApiResponse,
        ListCategoriesApiArg
      >({
        query: () => ({ url: `/api/products/categories` }),
        providesTags: ["products"],
      }),
      getProduct: build.query<GetProductApiResponse, GetProductApiArg>({
        query: (queryArg) => ({
          url: `/api/products/${encodeURIComponent(String(queryArg.productId))}`,
          headers: {
            "cache-control": queryArg["cache-control"],
          },
        }),
        providesTags: ["products"],
      }),
      signOut: build.mutation<SignOutApiResponse, SignOutApiArg>({
        query: () => ({ url: `/api/session`, method: "DELETE" }),
        invalidatesTags: ["session"],
      }),
      readSession: build.query<ReadSessionApiResponse, ReadSessionApiArg>({
        query: () => ({ url: `/api/session` }),
        providesTags: ["session"],
      }),
    }),
    overrideExisting: false,
  });
export { injectedRtkApi as generatedApi };
export type ListOwnOrdersApiResponse =
  /** status 200 Successful Response */ OrderPage;
export type ListOwnOrdersApiArg = {
  limit?: number;
  cursor?: string | null;
};
export type PlaceOrderApiResponse = /** status 201 Successful Response */ Order;
export type PlaceOrderApiArg = {
  /** 1 to 255 printable characters of your choice; the same key again finds what it made. */
  "Idempotency-Key": string;
  orderRequest: OrderRequest;
};
export type GetOwnOrderApiResponse =
  /** status 200 Successful Response */ Order;
export type GetOwnOrderApiArg = {
  orderId: string;
};
export type CancelOwnOrderApiResponse =
  /** status 200 Successful Response */ Order;
export type CancelOwnOrderApiArg = {
  orderId: string;
  body: CancellationRequest | null;
};
export type GetOwnTimelineApiResponse =
  /** status 200 Successful Response */ Timeline;
export type GetOwnTimelineApiArg = {
  orderId: string;
};
export type ListProductsApiResponse =
  /** status 200 Successful Response */ ProductPage;
export type ListProductsApiArg = {
  /** Beginnings of words, all of which must be found; where one is not, a slip is forgiven. */
  search?: string | null;
  category?: string | null;
  sort?: "name" | "-name" | "price" | "-price" | "newest";
  /** Only what can (or cannot) be ordered now. */
  inStock?: boolean | null;
  limit?: number;
  cursor?: string | null;
};
export type ListCategoriesApiResponse =
  /** status 200 Successful Response */ CategoryList;
export type ListCategoriesApiArg = void;
export type GetProductApiResponse =
  /** status 200 Successful Response */ Product;
export type GetProductApiArg = {
  productId: string;
  /** `no-cache`: not from memory, but as it stands this moment. */
  "cache-control"?: string | null;
};
export type SignOutApiResponse =
  /** status 200 Successful Response */ SignedOutView;
export type SignOutApiArg = void;
export type ReadSessionApiResponse =
  /** status 200 Successful Response */ SessionView;
export type ReadSessionApiArg = void;
export type Money = {
  amount_minor: number;
  /** ISO 4217 */
  currency: string;
};
export type OrderLine = {
  name: string;
  product_id: string;
  quantity: number;
  sku: string;
  unit_price: Money;
};
export type Address = {
  city: string;
  /** ISO 3166-1 alpha-2 */
  country: string;
  line1: string;
  line2: string | null;
  name: string;
  postal_code: string;
  region: string | null;
};
export type ProductQuantity = {
  product_id: string;
  quantity: number;
};
export type Shipment = {
  carrier: string | null;
  delivered_at: string | null;
  lines: ProductQuantity[];
  shipment_id: string;
  shipped_at: string;
  tracking_number: string | null;
};
export type Order = {
  created_at: string;
  lines: OrderLine[];
  order_id: string;
  ship_to: Address;
  shipments: Shipment[];
  status: "PROCESSING" | "SHIPPED" | "DELIVERED" | "CANCELLED";
  total: Money;
  updated_at: string;
  version: number;
};
export type OrderPage = {
  items: Order[];
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
export type Amount = {
  amount_minor: number;
  currency: string;
};
export type PriceLine = {
  product_id: string;
  quantity: number;
  unit_price: Amount;
};
export type ShortageLine = {
  available: number;
  product_id: string;
  requested: number;
};
export type UnavailableLine = {
  product_id: string;
  reason: string;
};
export type OrderRefusedDetail = {
  /** Stable name of the kind of problem. */
  code: string;
  current_total?: Amount | null;
  detail: string;
  errors?: FieldError[] | null;
  /** The path of the request. */
  instance: string;
  price_changes?: PriceLine[] | null;
  shortages?: ShortageLine[] | null;
  status: number;
  title: string;
  /** Names the request in the service's logs and traces. */
  trace_id: string;
  /** A reference that names the kind of problem: `/problems/{code}`. */
  type: string;
  unavailable?: UnavailableLine[] | null;
  [key: string]: unknown;
};
export type CurrenciesDetail = {
  /** Stable name of the kind of problem. */
  code: string;
  currencies?: string[] | null;
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
export type MoneyBody = {
  amount_minor: number;
  /** ISO 4217 */
  currency: string;
};
export type BasketLine = {
  product_id: string;
  quantity: number;
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
export type OrderRequest = {
  /** Refuse the order (`price_changed`) if its total is another one. */
  expected_total?: MoneyBody | null;
  lines: BasketLine[];
  ship_to: AddressBody;
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
export type CancellationRequest = {
  reason?: string | null;
};
export type TimelineData = {
  carrier?: string | null;
  /** What the parcel holds, or what will not be shipped. */
  lines?: ProductQuantity[] | null;
  /** What you wrote when you cancelled. */
  reason?: string | null;
  shipment_id?: string | null;
  tracking_number?: string | null;
};
export type TimelineEntry = {
  actor: "you" | "shop";
  at: string;
  data: TimelineData;
  type: string;
  version: number;
};
export type Timeline = {
  items: TimelineEntry[];
};
export type Product = {
  /** Units that can be ordered now. */
  available: number;
  category: string;
  description: string;
  image_url: string | null;
  in_stock: boolean;
  name: string;
  price: Money;
  product_id: string;
  sku: string;
};
export type ProductPage = {
  items: Product[];
  next_cursor: string | null;
};
export type Category = {
  category: string;
  products: number;
};
export type CategoryList = {
  items: Category[];
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
export const {
  useListOwnOrdersQuery,
  useLazyListOwnOrdersQuery,
  usePlaceOrderMutation,
  useGetOwnOrderQuery,
  useLazyGetOwnOrderQuery,
  useCancelOwnOrderMutation,
  useGetOwnTimelineQuery,
  useLazyGetOwnTimelineQuery,
  useListProductsQuery,
  useLazyListProductsQuery,
  useListCategoriesQuery,
  useLazyListCategoriesQuery,
  useGetProductQuery,
  useLazyGetProductQuery,
  useSignOutMutation,
  useReadSessionQuery,
  useLazyReadSessionQuery,
} = injectedRtkApi;
