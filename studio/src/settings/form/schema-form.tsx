import type { Channel } from '@faladesk/core/contract'
import { useEffect, useRef } from 'react'
import { withTyped } from './fill-fields.ts'
import { PresetField } from './preset-field.tsx'
import { Controls, type FormState, GroupControls, OtherControls } from './schema-controls.tsx'
import type { SchemaField } from './schema-fields.ts'
import './schema-form.css'
import { SchemaGroup } from './schema-group.tsx'
import { deciders, groupsOf, inReadingOrder, isThere, type Values } from './schema-groups.ts'

interface Props extends Omit<FormState, 'type'> {
  fields: readonly SchemaField[]
  onChange: (values: Values) => void
  /** What was known to be wrong before anybody pressed a button: marked, without taking the cursor there. */
  known?: Record<string, string> | undefined
  presets?: Channel['presets'] | undefined
}

/** The controls for a plugin's settings, made from its schema: what is needed first, then groups, then what may be left alone. */
export function SchemaForm({ fields, values, onChange, presets = [], known, ...rest }: Props) {
  const box = useFocusOnWrong(rest.errors)
  const errors = { ...known, ...rest.errors }
  const { disabled } = rest
  const type = (name: string, value: string | boolean) => onChange(withTyped(fields, presets, values, name, value))
  const state = { ...rest, errors, values, type }
  const decisive = deciders(fields)
  const groups = inReadingOrder(groupsOf(fields)).filter((group) => isThere(group, values))
  const flat = fields.filter((field) => !field.group)
  const needed = flat.filter((field) => field.required || decisive.has(field.name))
  const others = flat.filter((field) => !needed.includes(field))
  // With nothing that must be filled in, or little else, there is no reason to hide anything.
  const isFolded = needed.length > 0 && others.length > 1
  return (
    <div ref={box} className="form">
      <Controls {...state} fields={isFolded ? needed : flat} />
      {!disabled && presets.length > 0 && groups.some(({ mode }) => mode === 'shown') && (
        <PresetField presets={presets} fields={fields} values={values} onChange={onChange} />
      )}
      {groups.map((group) => (
        <SchemaGroup
          key={group.name}
          group={group}
          on={values[group.name] === true}
          onSwitch={(on) => onChange({ ...values, [group.name]: on })}
          error={errors[group.name]}
          open={Object.keys(errors).some((name) => name.startsWith(`${group.name}.`))}
          disabled={disabled}
        >
          <GroupControls {...state} fields={fields.filter((field) => field.group?.name === group.name)} />
        </SchemaGroup>
      ))}
      {isFolded && <OtherControls {...state} fields={others} />}
    </div>
  )
}

/** Puts the cursor where the first wrong field is, each time others are found wrong. */
function useFocusOnWrong(errors: Record<string, string>) {
  const box = useRef<HTMLDivElement>(null)
  const wrong = Object.entries(errors).flat().join(' ')
  useEffect(() => {
    if (wrong === '') return
    const first = box.current?.querySelector('[data-wrong]')
    first?.querySelector<HTMLElement>('input:not([tabindex="-1"]), select, textarea')?.focus()
  }, [wrong])
  return box
}
