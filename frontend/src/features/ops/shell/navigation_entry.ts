import type { LucideIcon } from 'lucide-react'
import type { Messages } from 'next-intl'
import type { ComponentType } from 'react'

/** A page that the navigation leads to. */
export interface NavigationEntry {
  /** The key of its text in `ops.shell.nav`. */
  name: keyof Messages['ops']['shell']['nav']
  href: `/ops/${string}`
  icon: LucideIcon
  /** The shortcut there, such as `g o`. */
  keys?: string
  /** In the bar at the foot of a phone; the others are behind its menu. Four at most. */
  onPhone?: boolean
  /** Something small behind the name, such as how many notices are unread. */
  Count?: ComponentType
}
