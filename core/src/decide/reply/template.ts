import { say, type Text } from '@faladesk/plugin-sdk'
import type { AskedTemplate } from '../../contract/index.ts'

/** A template as its provider last told. */
export interface TemplateRow {
  inbox_id: string
  ref: string
  language: string
  name: string
  category: string
  status: string
  body: string
  variables: string[]
}

/** One thing wrong with a template that is to be sent; `field` as the request names it. */
export interface Fault {
  field: string
  message: Text
}

/** WhatsApp's own limit of a body with its variables filled in. */
const longestBody = 1024

/** Finds the row a request means: by its language, else the organization's, else the first that is approved. */
export function pickTemplate(
  rows: readonly TemplateRow[],
  { ref, language }: AskedTemplate,
  locale: string,
): TemplateRow | undefined {
  const named = rows.filter((row) => row.ref === ref)
  if (language !== undefined) return named.find((row) => same(row.language, language))
  const approved = named.filter(({ status }) => status === 'approved')
  const ours = approved.find((row) => same(row.language, locale))
  const near = approved.find((row) => row.language.slice(0, 2) === locale.slice(0, 2))
  return ours ?? near ?? approved[0] ?? named[0]
}

/** Why a template cannot be sent whatever its variables hold: the provider knows none of this name, or has not approved it. */
export const unusable = ({ ref }: AskedTemplate, row: TemplateRow | undefined, synced: boolean): Text | null => {
  if (!row) return synced ? unknown(ref) : null
  return row.status === 'approved' ? null : notApproved(row)
}

/** Everything that is wrong with sending it; where the provider was never asked for its templates only the values are judged. */
export function faultsOf(asked: AskedTemplate, row: TemplateRow | undefined, synced: boolean): Fault[] {
  const wrong = unusable(asked, row, synced)
  if (wrong) return [{ field: 'template.ref', message: wrong }]
  const given = asked.variables ?? {}
  const names = [...new Set([...(row?.variables ?? []), ...Object.keys(given)])]
  const faults = names.flatMap((name): Fault[] => {
    const value = given[name] ?? ''
    const message = value.trim() === '' ? empty(name) : broken.test(value) ? spaced(name) : null
    return message ? [{ field: `template.variables.${name}`, message }] : []
  })
  if (faults.length === 0 && row && filled(row.body, given).length > longestBody)
    return [{ field: 'template.variables', message: tooLong }]
  return faults
}

/** The words the customer reads: the body with its variables in place. */
export const filled = (body: string, variables: Readonly<Record<string, string>>): string =>
  body.replace(/\{\{\s*([^{}\s]{1,64})\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] as string) : whole,
  )

/** A text as a variable may hold it: one line, no long gaps. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const same = (a: string, b: string) => a.replace('-', '_').toLowerCase() === b.replace('-', '_').toLowerCase()

// WhatsApp refuses these with 63013 and 132xxx.
const broken = /[\n\r\t]| {5,}/

const unknown = (ref: string) =>
  say(
    `O modelo ${ref} não existe nesta caixa. Sincronize os modelos e escolha um aprovado.`,
    `La plantilla ${ref} no existe en esta bandeja. Sincronice las plantillas y elija una aprobada.`,
    `There is no template ${ref} in this inbox. Sync the templates and choose an approved one.`,
  )
const notApproved = ({ name, status }: TemplateRow) =>
  say(
    `O modelo ${name} não está aprovado (${status}). Escolha um aprovado.`,
    `La plantilla ${name} no está aprobada (${status}). Elija una aprobada.`,
    `The template ${name} is not approved (${status}). Choose an approved one.`,
  )
const empty = (name: string) =>
  say(
    `Preencha a variável ${name} do modelo.`,
    `Complete la variable ${name} de la plantilla.`,
    `Fill in the variable ${name} of the template.`,
  )
const spaced = (name: string) =>
  say(
    `A variável ${name} não pode ter quebras de linha, tabulações nem mais de quatro espaços seguidos.`,
    `La variable ${name} no puede tener saltos de línea, tabulaciones ni más de cuatro espacios seguidos.`,
    `The variable ${name} may hold no line breaks, no tabs and no more than four spaces in a row.`,
  )
const tooLong = say(
  `O modelo preenchido passa de ${longestBody} caracteres; encurte as variáveis.`,
  `La plantilla completa supera los ${longestBody} caracteres; acorte las variables.`,
  `The filled template is longer than ${longestBody} characters; shorten its variables.`,
)
