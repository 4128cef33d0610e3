import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import type { Wrong } from './refusal.ts'
import { sentenceFor } from './sentences.ts'

// Bodies are JSON: a number in quotes is a mistake to tell, not to repair. Everything in an address is text, so it is read.
const options = { allErrors: true, strict: false, useDefaults: true }
const json = new Ajv(options)
const address = new Ajv({ ...options, coerceTypes: true })
addFormats.default(json)
addFormats.default(address)

/** Compiles route schemas; unknown fields are refused instead of removed, and every wrong field is told at once. */
export const compileSchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) =>
  (httpPart === 'body' ? json : address).compile(schema as object)

/** What Ajv found, one entry a field, with the remedy in every language. */
export const wrongFields = (errors: readonly ErrorObject[]): Wrong[] => {
  const found = new Map<string, Wrong>()
  for (const error of errors) {
    const field = fieldOf(error)
    if (!found.has(field)) found.set(field, { field, message: sentenceFor(error.keyword, error.params) })
  }
  return [...found.values()]
}

const fieldOf = (error: ErrorObject): string => {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (error.keyword === 'required') path.push(String(error.params.missingProperty))
  if (error.keyword === 'additionalProperties') path.push(String(error.params.additionalProperty))
  return path.join('.')
}
