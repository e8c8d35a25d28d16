import { createSlice, type PayloadAction } from '@reduxjs/toolkit'

import { newIdempotencyKey } from '@/api/base/idempotency_key'
import type { Product } from '@/api/shop'

import { type Attempt, type Basket, type BasketLine, MOST_OF_ONE, MOST_PRODUCTS, type OrderedLine } from './basket'

interface BasketSliceState extends Basket {
  /** Whether what the browser keeps has been read: before that nothing is known of the basket. */
  loaded: boolean
}

const initialState: BasketSliceState = { loaded: false, key: '', lines: [], attempt: null }

export const basketSlice = createSlice({
  name: 'basket',
  initialState,
  reducers: {
    /** What the browser kept, or what another tab has made of it; null: nothing. */
    basketRead: {
      prepare: (kept: Basket | null) => ({ payload: kept ?? { key: newIdempotencyKey(), lines: [], attempt: null } }),
      reducer: (_state, { payload }: PayloadAction<Basket>) => ({ ...payload, loaded: true }),
    },
    productAdded: (state, { payload: { product, quantity } }: PayloadAction<{ product: Product; quantity: number }>) => {
      const line = state.lines.find(({ product_id: id }) => id === product.product_id)
      if (line) {
        line.quantity = Math.min(MOST_OF_ONE, line.quantity + quantity)
        line.price = product.price
      } else if (state.lines.length < MOST_PRODUCTS) {
        const { product_id, name, image_url, price } = product
        state.lines.push({ product_id, quantity: Math.min(MOST_OF_ONE, quantity), name, image_url, price })
      }
    },
    /** Less than one removes the line. */
    quantityChanged: (state, { payload: { product_id, quantity } }: PayloadAction<OrderedLine>) => {
      if (quantity < 1) state.lines = state.lines.filter(({ product_id: id }) => id !== product_id)
      const line = state.lines.find(({ product_id: id }) => id === product_id)
      if (line) line.quantity = Math.min(MOST_OF_ONE, quantity)
    },
    lineRemoved: (state, { payload: productId }: PayloadAction<string>) => {
      state.lines = state.lines.filter(({ product_id: id }) => id !== productId)
    },
    /** Takes a removal back. */
    lineRestored: (state, { payload: { line, place } }: PayloadAction<{ line: BasketLine; place: number }>) => {
      if (!state.lines.some(({ product_id: id }) => id === line.product_id)) state.lines.splice(place, 0, line)
    },
    /** What somebody accepted when an order was refused: other prices and quantities; a quantity of 0 leaves the basket. */
    linesRevised: (state, { payload }: PayloadAction<(OrderedLine & Pick<BasketLine, 'price'>)[]>) => {
      const revised = new Map(payload.map((line) => [line.product_id, line]))
      state.lines = state.lines
        .map((line) => ({ ...line, ...revised.get(line.product_id) }))
        .filter(({ quantity }) => quantity > 0)
    },
    orderSent: (state, { payload }: PayloadAction<Attempt>) => { state.attempt = payload },
    /** It was made: what it holds leaves the basket. Nothing happens where another tab has said so already. */
    orderMade: {
      prepare: (order: { key: string; lines: OrderedLine[] }) => ({ payload: { ...order, next: newIdempotencyKey() } }),
      reducer: (state, { payload: { key, lines, next } }: PayloadAction<{ key: string; lines: OrderedLine[]; next: string }>) => {
        if (state.key !== key) return
        const ordered = new Map(lines.map(({ product_id, quantity }) => [product_id, quantity]))
        state.lines = state.lines
          .map((line) => ({ ...line, quantity: line.quantity - (ordered.get(line.product_id) ?? 0) }))
          .filter(({ quantity }) => quantity > 0)
        state.attempt = null
        state.key = next
      },
    },
    /** It was refused, or never can be made: the next one is another. */
    orderRefused: {
      prepare: (key: string) => ({ payload: { key, next: newIdempotencyKey() } }),
      reducer: (state, { payload: { key, next } }: PayloadAction<{ key: string; next: string }>) => {
        if (state.key !== key) return
        state.attempt = null
        state.key = next
      },
    },
  },
})

export const {
  basketRead, productAdded, quantityChanged, lineRemoved, lineRestored, linesRevised, orderSent, orderMade, orderRefused,
} = basketSlice.actions

export interface BasketRoot { basket: BasketSliceState }
