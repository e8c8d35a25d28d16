export { Catalogue } from './catalogue'
export { CatalogueSearch } from './catalogue_search'
