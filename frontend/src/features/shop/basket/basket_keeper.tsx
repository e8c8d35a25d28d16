'use client'

import { useEffect } from 'react'
import { useStore } from 'react-redux'

import { basketRead, type BasketRoot } from './basket_slice'
import { BASKET_KEY, basketFrom, keepBasket, keptBasket } from './basket_storage'

/** Clicks are gathered for so long before the basket is written down. */
const GATHER_MILLISECONDS = 150

/** Keeps the basket beyond the page and in all tabs of the shop. Shows nothing; once in the app. */
export function BasketKeeper() {
  const store = useStore<BasketRoot>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    store.dispatch(basketRead(keptBasket()))
    let written = store.getState().basket
    const write = () => {
      clearTimeout(timer)
      timer = undefined
      written = store.getState().basket
      keepBasket(written)
    }
    const writeNow = () => { if (store.getState().basket !== written) write() }
    const unsubscribe = store.subscribe(() => {
      if (store.getState().basket !== written) timer ??= setTimeout(write, GATHER_MILLISECONDS)
    })
    const hear = (event: StorageEvent) => {
      if (event.key !== BASKET_KEY && event.key !== null) return
      clearTimeout(timer)
      timer = undefined
      store.dispatch(basketRead(basketFrom(event.key === null ? null : event.newValue)))
      clearTimeout(timer)
      timer = undefined
      written = store.getState().basket
    }
    window.addEventListener('storage', hear)
    window.addEventListener('pagehide', writeNow)
    return () => {
      writeNow()
      unsubscribe()
      clearTimeout(timer)
      window.removeEventListener('storage', hear)
      window.removeEventListener('pagehide', writeNow)
    }
  }, [store])
  return null
}
