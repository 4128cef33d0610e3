import type { RuleTest } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import { SelectField } from '../../ui/select-field.tsx'
import { useDocument } from '../use-document.tsx'

type Expect = RuleTest['expect']

const anything = 'any'
const nobody = 'none'
const byId = (id: string) => `rule ${id}`

/** What a test expects: who answers, and which background rules act. */
export function TestExpect({ value, onChange }: { value: Expect; onChange: (expect: Expect) => void }) {
  const { t } = useTranslation('rules-safety')
  const { document } = useDocument()
  const replies = document.rules.filter((rule) => rule.lane === 'reply')
  const others = document.rules.filter((rule) => rule.lane === 'background')
  const { reply, background, ...rest } = value
  const chosen = reply === undefined ? anything : reply === null ? nobody : byId(reply)
  const gone = typeof reply === 'string' && !replies.some(({ id }) => id === reply) ? [reply] : []
  const choose = (choice: string) => {
    const named = choice === anything ? {} : { reply: choice === nobody ? null : choice.slice(byId('').length) }
    onChange({ ...rest, ...named, ...(background && { background }) })
  }
  const toggle = (id: string, acts: boolean) => {
    const now = (background ?? []).filter((one) => one !== id)
    onChange({ ...value, background: acts ? [...now, id] : now })
  }
  return (
    <>
      <SelectField
        label={t('tests.expectReply')}
        value={chosen}
        onChange={choose}
        options={[
          ...replies.map(({ id, name }) => ({ value: byId(id), label: name })),
          ...gone.map((id) => ({ value: byId(id), label: t('tests.gone', { id }) })),
          { value: nobody, label: t('tests.nobody') },
          { value: anything, label: t('tests.anything') },
        ]}
      />
      {others.length > 0 && (
        <fieldset className="test-background">
          <legend>{t('tests.expectBackground')}</legend>
          <label className="test-check">
            <input
              type="checkbox"
              checked={background === undefined}
              onChange={(event) => {
                const { background: _, ...without } = value
                onChange(event.target.checked ? without : { ...without, background: [] })
              }}
            />
            {t('tests.anyBackground')}
          </label>
          {background !== undefined &&
            others.map(({ id, name }) => (
              <label key={id} className="test-check">
                <input
                  type="checkbox"
                  checked={background.includes(id)}
                  onChange={(event) => toggle(id, event.target.checked)}
                />
                {name}
              </label>
            ))}
        </fieldset>
      )}
    </>
  )
}
