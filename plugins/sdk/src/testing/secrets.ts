import type { TSchema } from 'typebox'
import { secretFields } from '../settings-values.ts'

/** The secret values in a plugin's settings, those inside groups as well. */
export const secretsIn = (schema: TSchema, settings: object): string[] =>
  secretFields(schema)
    .map((name) =>
      name.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], settings),
    )
    // One or two letters are in every text by chance.
    .filter((value): value is string => typeof value === 'string' && value.length > 3)
