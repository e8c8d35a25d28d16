export { QuickAdd } from './quick_add'
export { BasketButton } from './basket_button'
export { BasketKeeper } from './basket_keeper'
export { basketSlice } from './basket_slice'
