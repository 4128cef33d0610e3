import type { Flags } from '@faladesk/plugin-sdk'
import { every, type Field } from '../reading/headers.ts'

const results = /^(?:pass|fail|softfail|neutral|none|policy|temperror|permerror|bestguesspass|hardfail)$/

/**
 * What the receiving server found out about the sender: the topmost Authentication-Results of the one server the admin
 * named. Any other may have been written by the sender.
 */
export const authenticationOf = (fields: readonly Field[], authservId: string | undefined): Flags['authentication'] => {
  if (!authservId) return undefined
  const wanted = authservId.trim().toLowerCase()
  const value = every(fields, 'authentication-results').find((one) => {
    const id = /^\s*(?:\([^)]*\)\s*)?([^\s;]+)/.exec(one)?.[1]?.toLowerCase()
    return id === wanted
  })
  if (value === undefined) return undefined
  const found: NonNullable<Flags['authentication']> = {}
  for (const clause of withoutComments(value).split(';').slice(1)) {
    const [, method, result] = /^\s*(spf|dkim|dmarc)(?:\s*\/\s*\d+)?\s*=\s*([a-z]+)/i.exec(clause) ?? []
    if (!method || !result || !results.test(result.toLowerCase())) continue
    const name = method.toLowerCase() as 'spf' | 'dkim' | 'dmarc'
    // Of several signatures one that holds is enough.
    if (found[name] === undefined || result.toLowerCase() === 'pass') found[name] = result.toLowerCase()
  }
  return Object.keys(found).length > 0 ? found : undefined
}

const withoutComments = (value: string): string => {
  let [out, depth, quoted] = ['', 0, false]
  for (const letter of value.slice(0, 20_000)) {
    if (letter === '"' && depth === 0) quoted = !quoted
    if (!quoted && letter === '(') depth++
    else if (!quoted && letter === ')' && depth > 0) depth--
    else if (depth === 0) out += letter
  }
  return out
}
