import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { numberOf, type Person } from './people.ts'

// Made once per dialog, so that each new person starts with a number nobody has.
const freshNumber = () =>
  `+55 11 9${String(Math.floor(10_000_000 + Math.random() * 89_999_999)).replace(/(\d{4})(\d{4})/, '$1-$2')}`

/** Makes somebody who has never written before. */
export function NewPersonDialog({ onClose, onAdd }: { onClose: () => void; onAdd: (person: Person) => void }) {
  const { t } = useTranslation('phone')
  const common = useTranslation('common').t
  const [name, setName] = useState('')
  const [number, setNumber] = useState(freshNumber)
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const address = numberOf(number)
    if (!address) return setWrong(true)
    onAdd({ name: name.trim(), address })
    onClose()
  }
  const footer = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button action="primary" onPress={submit}>
        {t('new.add')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t('new.title')} size="sm" footer={footer}>
      <Form onSubmit={submit}>
        <TextField
          label={t('new.name')}
          hint={t('new.nameHint')}
          value={name}
          onChange={setName}
          autoFocus
          autoComplete="off"
        />
        <TextField
          label={t('new.number')}
          hint={t('new.numberHint')}
          error={wrong ? t('new.wrong') : undefined}
          value={number}
          onChange={(next) => {
            setNumber(next)
            setWrong(false)
          }}
          inputMode="tel"
          autoComplete="off"
        />
      </Form>
    </Dialog>
  )
}
