'use client'

import { useSelector } from 'react-redux'

import type { BasketRoot } from './basket_slice'

export function useBasket() {
  return useSelector((state: BasketRoot) => state.basket)
}
