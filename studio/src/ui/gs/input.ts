import * as gluestack from '@gluestack-ui/themed'
import { type Size, typed } from './typed.ts'

interface Frame {
  size?: Size | undefined
  isInvalid?: boolean
  isRequired?: boolean
  isDisabled?: boolean
}
interface Text {
  value: string
  onChangeText: (value: string) => void
  onSubmitEditing?: (() => void) | undefined
  placeholder?: string | undefined
  type?: 'text' | 'password' | undefined
  autoComplete?: string | undefined
  inputMode?: string | undefined
  autoFocus?: boolean | undefined
}

export const Input = typed<Frame>(gluestack.Input)
export const InputField = typed<Text>(gluestack.InputField)
export const Textarea = typed<Frame>(gluestack.Textarea)
export const TextareaInput = typed<Text & { rows?: number }>(gluestack.TextareaInput)
