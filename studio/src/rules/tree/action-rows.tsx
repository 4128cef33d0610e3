import { CATALOGUE, type Lane, type RuleEvent } from '@faladesk/rules'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { Picker } from '../../ui/picker.tsx'
import { ActionField } from './action-field.tsx'
import { put } from './edit-conditions.ts'
import { FormRow } from './form-row.tsx'
import { freshParams, type ParamSchema } from './fresh-value.ts'
import { useOwner, useTree } from './tree-context.tsx'

/** What a rule does: the action, and one row for each of its parameters. */
export function ActionRows({ event, lane }: { event: RuleEvent; lane: Lane }) {
  const { t, i18n } = useTranslation('rules-tree')
  const { edit, document, canEdit } = useTree()
  const { root } = useOwner()
  const locale = i18n.language as Locale
  const pointer = `${root}/event`
  const action = CATALOGUE.actions.get(event.type)
  const actions = [...CATALOGUE.actions.values()].filter((one) => one.lane === lane)
  const schema = (action?.params ?? {}) as ParamSchema
  const params = event.params ?? {}
  const names = [...new Set([...Object.keys(schema.properties ?? {}), ...Object.keys(params)])]
  const shown = names.filter((name) => name in params || (schema.required ?? []).includes(name))
  const addable = names.filter((name) => !shown.includes(name))

  const setAction = (type: string) => {
    const chosen = CATALOGUE.actions.get(type)
    if (!chosen || type === event.type) return
    const { properties = {} } = chosen.params as ParamSchema
    // What both actions have in common (a text, a team) is not asked twice.
    const kept = Object.entries(params).filter(([name]) => name in properties)
    const value = { ...event, type, params: { ...freshParams(chosen.params), ...Object.fromEntries(kept) } }
    edit([{ op: 'replace', pointer, value }], t('did.action'))
  }
  const set = (name: string, value: unknown, typing = false) => {
    const at = `${pointer}/params`
    const key = typing ? `${at}/${name}` : undefined
    if (event.params === undefined) edit([{ op: 'add', pointer: at, value: { [name]: value } }], t('did.action'), key)
    else edit(put(document(), `${at}/${name}`, value), t('did.action'), key)
  }
  return (
    <>
      <FormRow name="event" label={t('form.then')}>
        <Picker
          label={t('form.action')}
          look="fact"
          value={event.type}
          options={actions.map((one) => ({ value: one.type, label: one.label[locale] }))}
          onChange={setAction}
          disabled={!canEdit}
        />
        {canEdit &&
          addable.map((name) => (
            <button
              key={name}
              type="button"
              className="line-add"
              onClick={() => set(name, freshParams({ required: [name], properties: schema.properties ?? {} })[name])}
            >
              <Plus size={13} aria-hidden /> {t(`field.${name}`, { defaultValue: name })}
            </button>
          ))}
      </FormRow>
      {shown.map((name) => (
        <FormRow
          key={name}
          name={`event/params/${name}`}
          label={t(`field.${name}`, { defaultValue: name })}
          isChild
          onRemove={canEdit && !(schema.required ?? []).includes(name) ? () => set(name, undefined) : undefined}
        >
          <ActionField
            action={event.type}
            name={name}
            schema={schema.properties?.[name]}
            isTemplate={action?.templates.includes(name) ?? false}
            value={params[name]}
            onChange={(value, typing) => set(name, value, typing)}
          />
        </FormRow>
      ))}
    </>
  )
}
