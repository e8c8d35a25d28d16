export { NoticesPage } from './notices_page'
export { UnreadCount } from './unread_count'
