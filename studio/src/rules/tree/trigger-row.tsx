import { EVENTS, type EventName, type Rule } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { Picker } from '../../ui/picker.tsx'
import { put } from './edit-conditions.ts'
import { FormRow } from './form-row.tsx'
import { InlineNumber } from './inline-text.tsx'
import { useOwner, useTree } from './tree-context.tsx'

const USUAL: EventName = 'message-received'

/** When a rule is decided: what happens, and for the silent events how long it takes. */
export function TriggerRow({ rule }: { rule: Rule }) {
  const { t, i18n } = useTranslation('rules-tree')
  const locale = i18n.language as Locale
  const { edit, document, canEdit } = useTree()
  const { root } = useOwner()
  const pointer = `${root}/on`
  const chosen = EVENTS.find(({ name }) => name === (rule.on?.event ?? USUAL))

  const choose = (name: string) => {
    const event = EVENTS.find((one) => one.name === name)
    if (!event || event === chosen) return
    const minutes = event.timed ? { minutes: rule.on?.minutes ?? 30 } : {}
    // A rule that says nothing waits for messages: it goes on saying nothing.
    const next = event.name === USUAL ? undefined : { event: event.name, ...minutes }
    edit(put(document(), pointer, next), t('did.trigger'))
  }
  return (
    <FormRow name="on" label={t('form.when')}>
      <Picker
        label={t('form.event')}
        look="fact"
        value={rule.on?.event ?? USUAL}
        options={EVENTS.map((event) => ({ value: event.name, label: event.label[locale] }))}
        onChange={choose}
        disabled={!canEdit}
      />
      {chosen?.timed && (
        <>
          <span className="line-says">{t('form.for')}</span>
          <InlineNumber
            label={t('form.minutes')}
            value={rule.on?.minutes ?? 30}
            disabled={!canEdit}
            onChange={(minutes) =>
              edit(put(document(), `${pointer}/minutes`, Math.max(1, Math.round(minutes))), t('did.trigger'), pointer)
            }
          />
          <span className="line-says">{t('form.minutes')}</span>
        </>
      )}
    </FormRow>
  )
}
