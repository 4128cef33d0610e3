import { isPlainData } from '@faladesk/rules'

/** The facts written in one line, or what is wrong with the line. */
export function readFacts(line: string): Readonly<Record<string, unknown>> | string {
  let facts: unknown
  try {
    facts = JSON.parse(line)
  } catch (error) {
    return `is not JSON: ${(error as Error).message}`
  }
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts))
    return 'is not an object of facts, such as {"message.text": "boleto"}'
  if (!isPlainData(facts)) return 'has a key such as __proto__, is nested too deeply or is too large'
  return facts as Readonly<Record<string, unknown>>
}
