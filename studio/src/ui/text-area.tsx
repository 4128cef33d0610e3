import { useId } from 'react'
import { describedBy, Field, type FieldProps } from './field.tsx'
import { Textarea, TextareaInput } from './gs/input.ts'

interface Props extends FieldProps {
  value: string
  onChange: (value: string) => void
  placeholder?: string | undefined
  rows?: number | undefined
  disabled?: boolean | undefined
}

/** Several lines of text, with their label. */
export function TextArea(props: Props) {
  const id = useId()
  return (
    <Field id={id} {...props}>
      <Textarea
        isInvalid={Boolean(props.error)}
        isRequired={Boolean(props.required)}
        isDisabled={Boolean(props.disabled)}
      >
        <TextareaInput
          id={id}
          aria-label={null}
          aria-describedby={describedBy(id, props)}
          value={props.value}
          onChangeText={props.onChange}
          placeholder={props.placeholder}
          rows={props.rows ?? 4}
        />
      </Textarea>
    </Field>
  )
}
