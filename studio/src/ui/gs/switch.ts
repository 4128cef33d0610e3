import * as gluestack from '@gluestack-ui/themed'
import { typed } from './typed.ts'

export const Switch = typed<{ value: boolean; onValueChange: (value: boolean) => void; isDisabled?: boolean }>(
  gluestack.Switch,
)
