import { type Text, text } from './text.ts'

/** What a fact's value is. `datetime` is an ISO 8601 text in UTC; `object` is read through a path. */
export type FactType = 'string' | 'number' | 'boolean' | 'string[]' | 'enum' | 'datetime' | 'object'

/** One allowed value of an `enum` fact. */
export interface FactValue {
  readonly value: string
  readonly label: Text
}

/** Something a rule may ask about. A fact nobody supplied is undefined, never an error. */
export interface Fact {
  readonly name: string
  readonly type: FactType
  /** Its name in a menu. */
  readonly label: Text
  /** Its name inside a sentence, with article. */
  readonly noun: Text
  /** A boolean fact as two statements. */
  readonly says?: { readonly true: Text; readonly false: Text }
  readonly values?: readonly FactValue[]
  /** Costs a query or a call: supplied only when a rule of the document reads it. */
  readonly lazy: boolean
  /** Lazy facts of one group are fetched by one call: asking for one is asking for all. */
  readonly group?: string
  /** Whose it is, as the heading it stands under in a menu: of a plugin's facts. */
  readonly heading?: Text
}

/** Makes a fact. */
export const fact = (name: string, type: FactType, label: Text, noun: Text, more: Partial<Fact> = {}): Fact => ({
  name,
  type,
  label,
  noun,
  lazy: false,
  ...more,
})

/** Makes one allowed value of an enum fact: its name, then its label in Portuguese, Spanish and English. */
export const value = (name: string, pt: string, es: string, en: string): FactValue => ({
  value: name,
  label: text(pt, es, en),
})

/** Makes a boolean fact's two statements. */
export const statements = (whenTrue: Text, whenFalse: Text) => ({ says: { true: whenTrue, false: whenFalse } })
