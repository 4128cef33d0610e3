import type { Fact, Locale } from '@faladesk/rules'
import { ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../../lib/catalogue.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useDocument } from '../use-document.tsx'
import { readFact, writeFact } from './fact-input.ts'
import { factsCompared } from './test-edits.ts'
import { askedByForm, type Trial } from './trial.ts'

interface Props {
  trial: Trial
  onChange: (others: Trial['others']) => void
}

/** The facts these rules compare that no other field asks for: the intent an AI would find, the SLA's state… */
export function OtherFacts({ trial, onChange }: Props) {
  const { t } = useTranslation('rules-safety')
  const { document } = useDocument()
  const facts = useMemo(
    () =>
      [...factsCompared(document)]
        .filter((name) => !askedByForm.has(name))
        .flatMap((name) => ourCatalogue().facts.get(name) ?? []),
    [document],
  )
  if (facts.length === 0) return null
  const set = (fact: Fact, typed: string) => {
    const { [fact.name]: _, ...rest } = trial.others
    const value = readFact(fact, typed)
    onChange(value === undefined ? rest : { ...rest, [fact.name]: value })
  }
  return (
    <details className="trial-more">
      <summary>
        <ChevronRight size={14} aria-hidden />
        {t('trial.others', { count: facts.length })}
      </summary>
      <div className="trial-person">
        {facts.map((fact) => (
          <FactField
            key={fact.name}
            fact={fact}
            value={trial.others[fact.name]}
            known={trial.base?.facts[fact.name]}
            onChange={(typed) => set(fact, typed)}
          />
        ))}
      </div>
    </details>
  )
}

interface FieldProps {
  fact: Fact
  value: unknown
  /** What it is without an answer here. */
  known: unknown
  onChange: (typed: string) => void
}

function FactField({ fact, value, known, onChange }: FieldProps) {
  const { t, i18n } = useTranslation('rules-safety')
  const locale = i18n.language as Locale
  // What is half typed is not yet a value, and must not be taken from under the person's fingers.
  const [typed, setTyped] = useState(() => writeFact(value))
  const label = fact.label[locale]
  const unset = known === undefined ? t('trial.unknown') : t('trial.asItWas', { value: writeFact(known) || '—' })
  const change = (next: string) => {
    setTyped(next)
    onChange(next)
  }
  const choices =
    fact.type === 'boolean'
      ? [
          { value: 'true', label: t('trial.yes') },
          { value: 'false', label: t('trial.no') },
        ]
      : fact.values?.map((one) => ({ value: one.value, label: one.label[locale] }))
  return choices ? (
    <SelectField
      label={label}
      value={typed}
      onChange={change}
      options={[{ value: '', label: unset }, ...choices]}
      size="sm"
    />
  ) : (
    <TextField
      label={label}
      hint={fact.type === 'string[]' ? t('trial.tagsHint') : undefined}
      value={typed}
      onChange={change}
      placeholder={unset}
      size="sm"
      inputMode={fact.type === 'number' ? 'numeric' : 'text'}
    />
  )
}
