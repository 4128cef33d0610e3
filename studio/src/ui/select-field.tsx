import { ChevronDown } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { describedBy, Field, type FieldProps } from './field.tsx'
import { Select, SelectContent, SelectInput, SelectItem, SelectPortal, SelectTrigger } from './gs/select.ts'

interface Props extends FieldProps {
  value: string
  onChange: (value: string) => void
  options: { value: string; label: string }[]
  placeholder?: string | undefined
  disabled?: boolean | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
}

/** One of a few choices: the browser's own list, which every phone and screen reader knows. */
export function SelectField(props: Props) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const about = describedBy(id, props)
  // Gluestack lays a real <select> over a decorative button: name the first, keep the second from screen readers and Tab.
  useEffect(() => {
    const select = box.current?.querySelector('select')
    if (!select) return
    select.id = id
    select.setAttribute('aria-labelledby', `${id}-label`)
    if (about) select.setAttribute('aria-describedby', about)
    for (const decoration of box.current?.querySelectorAll('button, input') ?? []) {
      decoration.setAttribute('aria-hidden', 'true')
      decoration.setAttribute('tabindex', '-1')
    }
  })
  return (
    <Field id={id} {...props}>
      <div ref={box} className="select-field">
        <Select
          selectedValue={props.value}
          // Gluestack would show the value itself.
          initialLabel={props.options.find((option) => option.value === props.value)?.label}
          onValueChange={props.onChange}
          isDisabled={Boolean(props.disabled)}
        >
          <SelectTrigger size={props.size}>
            <SelectInput placeholder={props.placeholder ?? ''} />
            <ChevronDown size={15} color="var(--text-3)" style={{ marginRight: 10 }} aria-hidden />
          </SelectTrigger>
          <SelectPortal>
            <SelectContent>
              {props.options.map((option) => (
                <SelectItem key={option.value} label={option.label} value={option.value} />
              ))}
            </SelectContent>
          </SelectPortal>
        </Select>
      </div>
    </Field>
  )
}
