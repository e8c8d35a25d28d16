export { CommandCentre } from './command_centre'
export type { NavigationEntry } from './navigation_entry'
export { OpsFrame } from './ops_frame'
