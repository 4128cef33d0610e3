import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Form } from '../ui/form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type AddressForm, addressOf, freshAddress } from './addresses.ts'
import type { Person } from './people.ts'

interface Props {
  form: AddressForm['form']
  onClose: () => void
  onAdd: (person: Person) => void
}

/** Makes somebody who has never written before. */
export function NewPersonDialog({ form, onClose, onAdd }: Props) {
  const { t } = useTranslation('phone')
  const common = useTranslation('common').t
  const [name, setName] = useState('')
  // Made once per dialog, so that each new person starts with an address nobody has.
  const [written, setWritten] = useState(() => freshAddress(form, Math.random()))
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const address = addressOf(form, written)
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
          label={t(`new.${form}`)}
          hint={t(`new.${form}Hint`)}
          error={wrong ? t(`new.${form}Wrong`) : undefined}
          value={written}
          onChange={(next) => {
            setWritten(next)
            setWrong(false)
          }}
          inputMode={form === 'number' ? 'tel' : form === 'email' ? 'email' : 'numeric'}
          autoComplete="off"
        />
      </Form>
    </Dialog>
  )
}
