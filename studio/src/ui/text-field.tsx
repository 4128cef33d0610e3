import { useId } from 'react'
import { describedBy, Field, type FieldProps } from './field.tsx'
import { Input, InputField } from './gs/input.ts'

interface Props extends FieldProps {
  value: string
  onChange: (value: string) => void
  placeholder?: string | undefined
  secret?: boolean | undefined
  autoComplete?: string | undefined
  inputMode?: 'text' | 'email' | 'numeric' | 'tel' | 'url' | 'search' | undefined
  autoFocus?: boolean | undefined
  disabled?: boolean | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
  onSubmit?: (() => void) | undefined
}

/** One line of text, with its label. `secret` hides what is typed. */
export function TextField(props: Props) {
  const id = useId()
  return (
    <Field id={id} {...props}>
      <Input
        size={props.size}
        isInvalid={Boolean(props.error)}
        isRequired={Boolean(props.required)}
        isDisabled={Boolean(props.disabled)}
      >
        <InputField
          id={id}
          // Gluestack's own "Input Field" label would beat ours.
          aria-label={null}
          aria-describedby={describedBy(id, props)}
          value={props.value}
          onChangeText={props.onChange}
          onSubmitEditing={props.onSubmit}
          placeholder={props.placeholder}
          type={props.secret ? 'password' : 'text'}
          autoComplete={props.autoComplete}
          inputMode={props.inputMode}
          autoFocus={props.autoFocus}
        />
      </Input>
    </Field>
  )
}
