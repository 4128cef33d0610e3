import type { RuleTest } from '@faladesk/rules'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form } from '../../ui/form.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { TestExpect } from './test-expect.tsx'
import './tests.css'

interface Props {
  title: string
  /** What it begins with. */
  name: string
  expect: RuleTest['expect']
  /** The message the test is about. */
  text: string
  /** Whether somebody really wrote it. */
  real?: boolean | undefined
  onSave: (name: string, expect: RuleTest['expect']) => void
  onClose: () => void
}

/** A test's name and what it expects: which rule must answer, and so which must not. */
export function TestDialog({ title, name, expect, text, real, onSave, onClose }: Props) {
  const { t } = useTranslation('rules-safety')
  const common = useTranslation('common').t
  const [called, setCalled] = useState(name)
  const [wanted, setWanted] = useState(expect)
  const says = wanted.reply !== undefined || wanted.background !== undefined
  const save = () => called.trim() !== '' && says && onSave(called.trim().slice(0, 120), wanted)
  const footer = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button action="primary" disabled={called.trim() === '' || !says} onPress={save}>
        {t('tests.save')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={title} size="md" footer={footer}>
      <Form onSubmit={save} label={title}>
        {text && <blockquote className="test-quote">{text}</blockquote>}
        {real && <p className="safety-small">{t('tests.real')}</p>}
        <TextField label={t('tests.name')} value={called} onChange={setCalled} />
        <TestExpect value={wanted} onChange={setWanted} />
        {!says && <p className="safety-small">{t('tests.saysNothing')}</p>}
      </Form>
    </Dialog>
  )
}
