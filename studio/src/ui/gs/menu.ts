import * as gluestack from '@gluestack-ui/themed'
import type { ComponentType, ReactElement, ReactNode } from 'react'
import { typed } from './typed.ts'

export const Menu = typed<{
  trigger: (props: Record<string, unknown>) => ReactElement
  placement?: string | undefined
  offset?: number
  closeOnSelect?: boolean
  isOpen?: boolean
  onOpen?: () => void
  onClose?: () => void
  onAction?: (key: string) => void
  disabledKeys?: string[]
}>(gluestack.Menu)

// react-stately reads this item as data and never renders it: it must stay exactly Gluestack's component.
export const MenuItem = gluestack.MenuItem as unknown as ComponentType<{
  children: ReactNode
  textValue: string
  role?: string
  'aria-checked'?: boolean | undefined
}>
