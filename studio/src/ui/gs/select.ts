import * as gluestack from '@gluestack-ui/themed'
import { type Size, typed } from './typed.ts'

export const Select = typed<{
  selectedValue: string
  initialLabel?: string | undefined
  onValueChange: (value: string) => void
  isDisabled?: boolean
}>(gluestack.Select)
export const SelectTrigger = typed<{ size?: Size | undefined }>(gluestack.SelectTrigger)
export const SelectInput = typed<{ placeholder?: string }>(gluestack.SelectInput)
export const SelectPortal = typed<object>(gluestack.SelectPortal)
export const SelectContent = typed<object>(gluestack.SelectContent)
export const SelectItem = typed<{ label: string; value: string }>(gluestack.SelectItem)
