export { DeadLetterPage } from './dead_letter_page'
export { DeadLettersPage } from './dead_letters_page'
