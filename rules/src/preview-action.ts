import { CATALOGUE } from './catalogue.ts'
import type { RuleEvent } from './document.ts'
import { BETWEEN, WOULD } from './preview-words.ts'
import { type ActionPiece, type Params, PIECES } from './sentence-action.ts'
import { quoted, type SentenceOptions } from './sentence-part.ts'
import { type FillOptions, factOf, fill } from './template.ts'

/** How to say it; the time zone writes the dates of the texts. */
export type PreviewOptions = SentenceOptions & Pick<FillOptions, 'timeZone'>

/**
 * Says what an action would do to this conversation, its texts filled from the facts: “O cliente receberia: “Olá Ana!””.
 * Where a text needs a fact nobody supplied, it says so in its place. Does nothing.
 */
export function previewAction(
  event: RuleEvent,
  facts: Readonly<Record<string, unknown>>,
  options: PreviewOptions = {},
): string {
  const { locale = 'pt-BR', catalogue = CATALOGUE } = options
  const full = { quoteLength: 4_096, ...options }
  const params = filled(event, facts, full)
  const begins = WOULD[event.type]
  if (begins === undefined) {
    const label = catalogue.actions.get(event.type)?.label[locale] ?? event.type
    const given = Object.entries(params).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    return `${BETWEEN.plugin[locale]}: ${[label, ...given].join(', ')}.`
  }
  const closed = facts['window.open'] === false && isTemplate(params.template)
  if (closed) return templateSaid(params.template as Template, full)
  const details = (DETAILS[event.type] ?? []).map((piece) => piece(params, full)).join('')
  const said = begins[locale] + details
  return said.endsWith('”') ? said : `${said}.`
}

interface Template {
  ref: string
  variables?: Record<string, string>
}

const isTemplate = (value: unknown): value is Template =>
  typeof value === 'object' && value !== null && typeof (value as Template).ref === 'string'

// The window is closed: not the text but the template goes out, with these words in its places.
function templateSaid({ ref, variables = {} }: Template, options: PreviewOptions): string {
  const { locale = 'pt-BR' } = options
  const given = Object.entries(variables).map(([name, value]) => `${name} = ${quoted(value, options)}`)
  return `${BETWEEN.template[locale]}${ref}${given.length > 0 ? ` (${given.join(', ')})` : ''}.`
}

function filled(event: RuleEvent, facts: Readonly<Record<string, unknown>>, options: PreviewOptions): Params {
  const { locale = 'pt-BR', catalogue = CATALOGUE, timeZone } = options
  const params = event.params ?? {}
  const templates = catalogue.actions.get(event.type)?.templates ?? []
  const blank = (placeholder: string) => {
    const fact = factOf(placeholder, catalogue.facts)
    const rest = fact === undefined ? '' : placeholder.slice(fact.name.length)
    return `[${BETWEEN.noValue[locale]}: ${fact === undefined ? placeholder : fact.label[locale] + rest.replace('.', ' ')}]`
  }
  const how = { locale, catalogue, blank, ...(timeZone === undefined ? {} : { timeZone }) }
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && templates.includes(name)
        ? fill(value, facts, how).text
        : name === 'template'
          ? withVariables(value, (text) => fill(text, facts, how).text)
          : value,
    ]),
  )
}

const withVariables = (template: unknown, filled: (text: string) => string): unknown => {
  const { variables, ...rest } = template as { variables?: Record<string, string> }
  if (variables === undefined) return template
  return {
    ...rest,
    variables: Object.fromEntries(Object.entries(variables).map(([name, text]) => [name, filled(text)])),
  }
}

const after =
  (words: (typeof BETWEEN)['told'], key: string): ActionPiece =>
  (params, options) => {
    const said = params[key]
    return typeof said === 'string' && said !== '' ? words[options.locale ?? 'pt-BR'] + quoted(said, options) : ''
  }

const listed = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : '')

const TAGS: ActionPiece = (params, { locale = 'pt-BR' }) => {
  const [gained, lost] = [listed(params.add), listed(params.remove)]
  const gains = gained === '' ? '' : BETWEEN.gains[locale] + gained
  const loses = lost === '' ? '' : BETWEEN.loses[locale] + lost
  return gains + (gains !== '' && loses !== '' ? BETWEEN.and[locale] : '') + loses
}

const DETAILS: Readonly<Record<string, readonly ActionPiece[]>> = {
  ...PIECES,
  'ask-ai': [after(BETWEEN.guided, 'instructions')],
  escalate: [...(PIECES.escalate ?? []).slice(0, -1), after(BETWEEN.told, 'text')],
  tag: [TAGS],
}
