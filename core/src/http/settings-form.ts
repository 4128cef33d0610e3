import { type Locale, secretFields, type TSchema, validate, withDefaults, withoutSecrets } from '@faladesk/plugin-sdk'
import { Refusal, someFieldsAreWrong } from './refusal.ts'

/** Settings of a plugin as they are kept: what may be read, and what is sealed. */
export interface KeptSettings {
  settings: Record<string, unknown>
  secrets: Record<string, unknown>
}

/**
 * Lays what a person sent over what is kept: an absent field stays (a secret too), a null one is removed.
 * Throws a 400 with every wrong field, named `settings.<field>`, in the person's language.
 */
export const changeSettings = (
  schema: TSchema,
  kept: KeptSettings,
  sent: Record<string, unknown>,
  language: Locale,
): KeptSettings => {
  const merged = { ...kept.settings, ...kept.secrets, ...sent }
  const wanted = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
  const problems = validate(schema, withDefaults(schema, wanted), language)
  if (problems.length > 0) {
    const details = problems.map(({ field, message }) => ({ field: field ? `settings.${field}` : 'settings', message }))
    throw new Refusal(400, 'bad_input', someFieldsAreWrong, { details })
  }
  const hidden = new Set(secretFields(schema))
  return {
    settings: Object.fromEntries(Object.entries(wanted).filter(([name]) => !hidden.has(name))),
    secrets: Object.fromEntries(Object.entries(wanted).filter(([name]) => hidden.has(name))),
  }
}

/** Settings as they may leave the host: defaults filled in, secrets left out whatever was stored. */
export const shownSettings = (schema: TSchema, settings: Record<string, unknown>): Record<string, unknown> =>
  withoutSecrets(schema, withDefaults(schema, settings))
