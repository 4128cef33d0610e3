import * as gluestack from '@gluestack-ui/themed'
import { type Size, typed } from './typed.ts'

export const Button = typed<{
  action?: 'primary' | 'secondary' | 'ghost' | 'danger' | undefined
  size?: Size | undefined
  isDisabled?: boolean
  onPress?: (() => void) | undefined
}>(gluestack.Button)
export const ButtonText = typed<object>(gluestack.ButtonText)
