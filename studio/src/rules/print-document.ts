export { printJson } from '@faladesk/rules'
