import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { renderTemplate, templatePieces } from '../../lib/template-text.ts'
import { useSettled } from '../../lib/use-settled.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { lastInbound } from '../composer/reach.ts'
import type { Template } from '../composer/reply-contract.ts'
import { previewQuery, type ReplyBody } from '../composer/reply-queries.ts'
import { useCostText } from '../composer/use-cost-text.ts'
import { unwritten } from '../composer/use-reach.ts'
import type { Thread } from '../model.ts'
import { knownValues, tidyValue, variablesOf } from './template-values.ts'

interface Props {
  thread: Thread
  template: Template
  /** Values the reply policy filled in. */
  given: Record<string, string>
  text: string
  onBack: () => void
  onSend: (template: NonNullable<ReplyBody['template']>, text: string) => void
}

/** A template being filled in: how the customer will read it, a field for each variable, what it costs, send. */
export function TemplateForm({ thread, template, given, text, onBack, onSend }: Props) {
  const { t } = useTranslation('console-channels')
  const costText = useCostText()
  const names = variablesOf(template)
  const [values, setValues] = useState(() => ({ ...knownValues(names, thread.contact.name), ...written(given, text) }))
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLDivElement>(null)
  const filled = Object.fromEntries(names.map((name) => [name, tidyValue(values[name] ?? '')]))
  const missing = names.filter((name) => filled[name] === '')
  const asked = { ref: template.ref, language: template.language, variables: filled }

  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll<HTMLElement>('input, .button-send button') ?? [])]
    const first = fields.find((field) => field instanceof HTMLInputElement && field.value === '') ?? fields[0]
    first?.focus()
  }, [])

  // Core answers a price for a whole template: what is missing is stood in for.
  const whole = Object.fromEntries(names.map((name) => [name, filled[name] || unwritten]))
  const settled = useSettled(JSON.stringify(whole), 450)
  const body: ReplyBody = { template: { ...asked, variables: JSON.parse(settled) as Record<string, string> } }
  const preview = useQuery(previewQuery(thread.conversation.id, lastInbound(thread), body)).data
  const way = preview?.ways.find((one) => one.via === 'template') ?? preview?.ways[preview.chosen ?? -1]
  const cost = costText(way?.cost)

  const send = () => {
    setTried(true)
    if (missing.length === 0) return onSend(asked, renderTemplate(template.body, filled))
    form.current?.querySelectorAll<HTMLElement>('input')[names.indexOf(missing[0] ?? '')]?.focus()
  }

  return (
    <div ref={form} className="template-form">
      <header className="template-head">
        <span className="template-back">
          <IconButton icon={ArrowLeft} label={t('template.back')} onPress={onBack} />
        </span>
        <h3 className="truncate">{template.name.replaceAll('_', ' ')}</h3>
      </header>
      <p className="template-preview" role="status" aria-label={t('template.preview')}>
        {templatePieces(template.body).map((piece) =>
          piece.name ? (
            <mark key={piece.at} data-empty={!filled[piece.name] || undefined}>
              {filled[piece.name] || piece.name}
            </mark>
          ) : (
            piece.text
          ),
        )}
      </p>
      <div className="template-fields">
        {names.map((name) => (
          <TextField
            key={name}
            label={/^\d+$/.test(name) ? t('template.variable', { name }) : name.replaceAll('_', ' ')}
            value={values[name] ?? ''}
            error={tried && filled[name] === '' ? t('template.missing') : undefined}
            onChange={(value) => setValues({ ...values, [name]: value })}
            onSubmit={send}
          />
        ))}
      </div>
      {way && !way.allowed && way.reason && (
        <p className="template-refused" role="alert">
          {way.reason}
        </p>
      )}
      <footer className="template-foot">
        <span className="template-cost" role="status">
          {cost}
        </span>
        <span className="button-send">
          <Button action="primary" disabled={way?.allowed === false} onPress={send}>
            {t('template.send')}
          </Button>
        </span>
      </footer>
    </div>
  )
}

// A text that was not written yet was asked about as "…": it is no value to send.
const written = (given: Record<string, string>, text: string) =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === unwritten ? (text ? [[name, text]] : []) : [[name, value]],
    ),
  )
