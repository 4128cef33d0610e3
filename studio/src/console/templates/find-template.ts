import { fitsWords } from '../../lib/fits-words.ts'
import type { Template } from '../composer/reply-contract.ts'

/** The templates one may send, by name: the inbox also knows those its provider has yet to approve, or refused. */
export const usable = <One extends Template>(templates: readonly One[]): One[] =>
  templates.filter(({ status }) => status === 'approved').sort((a, b) => a.name.localeCompare(b.name))

/** Whether a template is meant by what was typed: every word is in its name, body, language or category. */
export const fitsSearch = (one: Pick<Template, 'name' | 'body' | 'language' | 'category'>, typed: string): boolean =>
  fitsWords(`${one.name.replaceAll('_', ' ')} ${one.name} ${one.body} ${one.language} ${one.category}`, typed)
