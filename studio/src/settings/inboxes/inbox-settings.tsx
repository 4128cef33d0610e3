import type { Inbox } from '@faladesk/core/contract'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Section } from '../../ui/section.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import { FailureNote } from '../failure-note.tsx'
import { fieldErrors, healthErrors } from '../form/field-errors.ts'
import { settingsOf, valuesOf } from '../form/form-values.ts'
import { fieldsOf } from '../form/schema-fields.ts'
import { SchemaForm } from '../form/schema-form.tsx'
import { type Test, TestResult } from '../form/test-connection.tsx'
import { useChangeInbox } from './change-inbox.ts'
import { useChannels } from './channel-words.ts'

/** The channel's settings of one inbox, and a button that asks the provider whether they work, where it can be asked. */
export function InboxSettings({ inbox, test }: { inbox: Inbox; test: Test | null }) {
  const { t, i18n } = useTranslation('settings')
  const common = useTranslation('common').t
  const locale = i18n.language as Locale
  const isAdmin = useIsAdmin()
  const { find } = useChannels()
  const channel = find(inbox.channel)
  const fields = useMemo(() => fieldsOf(channel?.settings, locale), [channel, locale])
  const [values, setValues] = useState<ReturnType<typeof valuesOf> | null>(null)
  const change = useChangeInbox(inbox.id)
  const notify = useNotify()
  const refused = fieldErrors(change.error, 'settings.')
  const errors = { ...refused, ...test?.errors }
  const saved = valuesOf(fields, inbox.settings)
  const shown = values ?? saved
  // What was found wrong stays marked until that field is written anew.
  const known = Object.fromEntries(
    Object.entries(healthErrors(inbox)).filter(([name]) => shown[name] === saved[name] && !test?.outcome),
  )
  const save = (then?: () => void) =>
    change.mutate(
      { settings: settingsOf(fields, shown, inbox.settings) },
      {
        onSuccess: () => {
          setValues(null)
          test?.reset()
          notify(t('saved'))
          then?.()
        },
      },
    )
  if (fields.length === 0) return null
  return (
    <Section
      title={t('inbox.settings')}
      lead={fields.some((field) => field.kind === 'secret') ? t('inbox.settingsLead') : undefined}
    >
      <Form onSubmit={() => isAdmin && values && save(test?.run)} label={t('inbox.settings')}>
        <SchemaForm
          fields={fields}
          values={shown}
          onChange={(next) => {
            setValues(next)
            test?.reset()
          }}
          errors={errors}
          known={known}
          saved={inbox.secrets}
          presets={channel?.presets}
          disabled={!isAdmin}
        />
        <FailureNote error={change.error}>{Object.keys(refused).length > 0 && t('fieldsWrong')}</FailureNote>
        {test && <TestResult test={test} />}
        {isAdmin && (
          <div className="form-actions">
            {/* What is tested is what is saved: unsaved changes are saved first. */}
            {test && (
              <Button busy={test.busy} onPress={() => (values ? save(test.run) : test.run())}>
                {t(test.busy ? 'test.running' : values ? 'test.saveAndTest' : 'test.button')}
              </Button>
            )}
            <Button action="primary" busy={change.isPending} disabled={!values} onPress={() => save()}>
              {common('save')}
            </Button>
          </div>
        )}
      </Form>
    </Section>
  )
}
