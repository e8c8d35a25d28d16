export { OpsHome } from './ops_home'
