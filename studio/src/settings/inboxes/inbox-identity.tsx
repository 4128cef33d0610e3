import type { Inbox } from '@faladesk/core/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Section } from '../../ui/section.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import { fieldErrors } from '../form/field-errors.ts'
import { useChangeInbox } from './change-inbox.ts'

/** What an inbox is called, and whether it receives and sends. */
export function InboxIdentity({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('settings')
  const common = useTranslation('common').t
  const isAdmin = useIsAdmin()
  const change = useChangeInbox(inbox.id)
  const notify = useNotify()
  const errorText = useErrorText()
  const [name, setName] = useState(inbox.name)
  const isChanged = name.trim() !== inbox.name && name.trim() !== ''
  const rename = () => isChanged && change.mutate({ name: name.trim() }, { onSuccess: () => notify(t('saved')) })
  return (
    <Section title={t('inbox.identity')}>
      <Form onSubmit={rename} label={t('inbox.identity')}>
        <TextField
          label={t('inbox.name')}
          hint={t('inbox.nameHint')}
          error={fieldErrors(change.error).name ?? (change.error ? errorText(change.error) : undefined)}
          value={name}
          onChange={setName}
          disabled={!isAdmin}
          autoComplete="off"
        />
        <SwitchField
          label={t('inbox.enabled')}
          hint={t('inbox.enabledHint')}
          value={inbox.enabled}
          disabled={!isAdmin || change.isPending}
          onChange={(enabled) => change.mutate({ enabled })}
        />
        {isAdmin && (
          <div className="form-actions">
            <Button disabled={!isChanged} busy={change.isPending} onPress={rename}>
              {common('save')}
            </Button>
          </div>
        )}
      </Form>
    </Section>
  )
}
