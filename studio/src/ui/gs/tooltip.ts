import * as gluestack from '@gluestack-ui/themed'
import type { ReactElement } from 'react'
import { typed } from './typed.ts'

export const Tooltip = typed<{
  trigger: (props: Record<string, unknown>) => ReactElement
  placement?: string | undefined
  openDelay?: number
}>(gluestack.Tooltip)
export const TooltipContent = typed<object>(gluestack.TooltipContent)
export const TooltipText = typed<object>(gluestack.TooltipText)
