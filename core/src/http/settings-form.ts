import { type Locale, layered, split, type TSchema, validate, withDefaults, withoutSecrets } from '@faladesk/plugin-sdk'
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
  const wanted = layered(schema, layered(schema, kept.settings, kept.secrets), sent)
  const problems = validate(schema, withDefaults(schema, wanted), language)
  if (problems.length > 0) {
    const details = problems.map(({ field, message }) => ({ field: field ? `settings.${field}` : 'settings', message }))
    throw new Refusal(400, 'bad_input', someFieldsAreWrong, { details })
  }
  const { open, sealed } = split(schema, wanted)
  return { settings: open as KeptSettings['settings'], secrets: sealed as KeptSettings['secrets'] }
}

/** Settings as they may leave the host: defaults filled in, secrets left out whatever was stored. */
export const shownSettings = (schema: TSchema, settings: Record<string, unknown>): Record<string, unknown> =>
  withoutSecrets(schema, withDefaults(schema, settings))
