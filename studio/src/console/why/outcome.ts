import type { Tone } from '../../ui/pill.tsx'
import type { Decision } from './decisions.ts'

/** The colour that goes with what a decision came to. */
export function outcomeTone(outcome: string): Tone {
  if (outcome === 'ask-ai' || outcome === 'ai-default') return 'ai'
  if (outcome === 'auto-reply') return 'rules'
  if (outcome === 'escalate' || outcome === 'route' || outcome === 'human-default') return 'accent'
  return 'neutral'
}

/** The name of the rule that gave the answer; its id when the explanation does not hold it; null when none did. */
export function ruleName({ reply_rule, explanation }: Pick<Decision, 'reply_rule' | 'explanation'>): string | null {
  if (!reply_rule) return null
  return explanation.find((rule) => rule.id === reply_rule)?.name ?? reply_rule
}
