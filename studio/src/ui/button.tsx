import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { ButtonText, Button as Pressable } from './gs/button.ts'
import { Spinner } from './spinner.tsx'

interface Props {
  children: ReactNode
  onPress?: (() => void) | undefined
  action?: 'primary' | 'secondary' | 'ghost' | 'danger' | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
  icon?: LucideIcon | undefined
  disabled?: boolean | undefined
  /** Shows a spinner and refuses presses while something the button started is under way. */
  busy?: boolean | undefined
  'aria-label'?: string | undefined
}

const inks = { primary: 'var(--on-accent)', secondary: 'var(--text-2)', ghost: 'var(--text-2)', danger: '#ffffff' }

/** A button with words on it. */
export function Button({ children, onPress, action = 'secondary', size, icon: Icon, disabled, busy, ...rest }: Props) {
  return (
    <Pressable action={action} size={size} isDisabled={Boolean(disabled || busy)} onPress={onPress} {...rest}>
      {busy ? <Spinner /> : Icon && <Icon size={15} color={inks[action]} aria-hidden />}
      <ButtonText>{children}</ButtonText>
    </Pressable>
  )
}
