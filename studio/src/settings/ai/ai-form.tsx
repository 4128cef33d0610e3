import type { AiSetup, SetAi } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import type { Locale } from '../../lib/locale.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Section } from '../../ui/section.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { FailureNote } from '../failure-note.tsx'
import { fieldErrors } from '../form/field-errors.ts'
import { settingsOf, valuesOf } from '../form/form-values.ts'
import { fieldsOf } from '../form/schema-fields.ts'
import { SchemaForm } from '../form/schema-form.tsx'
import type { Values } from '../form/schema-groups.ts'
import { TestResult, useTestAi } from '../form/test-connection.tsx'

const none = 'none'

/** Chooses the AI and fills in its own settings. */
export function AiForm({ setup }: { setup: AiSetup }) {
  const { t, i18n } = useTranslation('settings')
  const common = useTranslation('common').t
  const locale = i18n.language as Locale
  const { id } = useOrganization()
  const cache = useQueryClient()
  const notify = useNotify()
  const test = useTestAi()
  const [plugin, setPlugin] = useState(setup.plugin ?? none)
  const [enabled, setEnabled] = useState(setup.enabled || setup.plugin === null)
  const [values, setValues] = useState<Values | null>(null)
  const chosen = setup.available.find((one) => one.name === plugin)
  const isSame = plugin === setup.plugin
  const kept = isSame ? setup.settings : {}
  const fields = useMemo(() => fieldsOf(chosen?.settings, locale), [chosen, locale])
  const shown = values ?? valuesOf(fields, kept)
  const save = useMutation({
    mutationFn: () => {
      const body: SetAi = chosen
        ? { plugin: chosen.name, enabled, settings: settingsOf(fields, shown, kept) }
        : { plugin: null }
      return api<AiSetup>('PUT', '/v1/ai', { body })
    },
    onSuccess: (saved) => {
      cache.setQueryData(['ai', id], saved)
      setValues(null)
      notify(t('saved'))
    },
  })
  const touch = () => {
    test.reset()
    if (save.error) save.reset()
  }
  const errors = { ...fieldErrors(save.error, 'settings.'), ...test.errors }
  const isChanged =
    values !== null || plugin !== (setup.plugin ?? none) || (chosen !== undefined && enabled !== setup.enabled)
  const submit = () => isChanged && !save.isPending && save.mutate()
  return (
    <Section title={t('ai.title')}>
      <Form onSubmit={submit} label={t('ai.title')}>
        <SelectField
          label={t('ai.plugin')}
          value={plugin}
          onChange={(name) => {
            setPlugin(name)
            setValues(null)
            touch()
          }}
          options={[
            { value: none, label: t('ai.no') },
            ...setup.available.map((one) => ({ value: one.name, label: one.title[locale] })),
          ]}
        />
        {chosen && (
          <>
            <SwitchField label={t('ai.enabled')} hint={t('ai.enabledHint')} value={enabled} onChange={setEnabled} />
            <SchemaForm
              fields={fields}
              values={shown}
              onChange={(next) => {
                setValues(next)
                touch()
              }}
              errors={errors}
              saved={isSame ? setup.secrets : []}
            />
          </>
        )}
        <FailureNote error={save.error}>
          {Object.keys(fieldErrors(save.error)).length > 0 && t('fieldsWrong')}
        </FailureNote>
        <TestResult test={test} />
        <div className="form-actions">
          {isSame && (
            <Button
              busy={test.busy}
              onPress={() => (isChanged ? save.mutate(undefined, { onSuccess: test.run }) : test.run())}
            >
              {t(isChanged ? 'test.saveAndTest' : 'test.button')}
            </Button>
          )}
          <Button action="primary" disabled={!isChanged} busy={save.isPending} onPress={submit}>
            {common('save')}
          </Button>
        </div>
      </Form>
    </Section>
  )
}
