import { type Condition, conditionSentence, type SentenceOptions, type SentencePart } from '@faladesk/rules'

/** How a line is tied to the one before it: "if" begins, "and"/"or" continue. */
export type Connector = 'if' | 'and' | 'or'

/** A condition as indented lines: a comparison is a sentence, a group says how its lines count. */
export type Line =
  | { kind: 'sentence'; connector: Connector; parts: readonly SentencePart[]; key: string }
  | {
      kind: 'group'
      connector: Connector
      says: 'all' | 'any' | 'none' | 'not-all'
      lines: readonly Line[]
      key: string
    }

/** Lays a condition out as lines. A plain group at the top needs no heading: its "and"s and "or"s say it. */
export function linesOf(condition: Condition, options: SentenceOptions): readonly Line[] {
  const line = lineOf(condition, 'if', options, false, '')
  const needsHeading = line.kind === 'group' && (line.says === 'none' || line.says === 'not-all')
  return line.kind === 'group' && !needsHeading ? line.lines : [line]
}

function lineOf(
  condition: Condition,
  connector: Connector,
  options: SentenceOptions,
  negated: boolean,
  key: string,
): Line {
  if ('not' in condition) return lineOf(condition.not, connector, options, !negated, key)
  const members = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null
  if (members === null) {
    const said = conditionSentence(negated ? { not: condition } : condition, options)
    return { kind: 'sentence', connector, parts: said.parts, key }
  }
  const [only] = members
  if (members.length === 1 && only !== undefined) return lineOf(only, connector, options, negated, `${key}/0`)
  const all = 'all' in condition
  const lines = members.map((member, index) =>
    lineOf(member, index === 0 ? 'if' : all ? 'and' : 'or', options, false, `${key}/${index}`),
  )
  const says = all ? (negated ? 'not-all' : 'all') : negated ? 'none' : 'any'
  return { kind: 'group', connector, says, lines, key }
}
