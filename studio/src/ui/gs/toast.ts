import * as gluestack from '@gluestack-ui/themed'
import type { ReactElement } from 'react'
import { typed } from './typed.ts'

export const Toast = typed<object>(gluestack.Toast)
export const ToastTitle = typed<object>(gluestack.ToastTitle)
export const ToastDescription = typed<object>(gluestack.ToastDescription)
export const useToast = gluestack.useToast as unknown as () => {
  show: (toast: { placement: string; duration: number; render: (shown: { id: string }) => ReactElement }) => void
  close: (id: string) => void
}
