import type { RuleExplanation } from '@faladesk/rules'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { read, supabase } from '../../lib/supabase.ts'

/** The receipt of one action: how it ended, and whatever it noted on the way. */
export interface Receipt {
  action: string
  /** Id of the rule that asked for it; none when nobody did and a default stood in. */
  rule?: string
  ok: boolean
  /** Why not, or what was done differently. */
  reason?: string
  [detail: string]: unknown
}

/** The record of one evaluation, in short. */
export interface DecisionLine {
  id: string
  message_id: string
  outcome: string
  reply_rule: string | null
  created_at: string
}

/** The record of one evaluation, whole. */
export interface Decision extends DecisionLine {
  workflow_id: string | null
  workflow_version: number | null
  explanation: RuleExplanation[]
  /** Whether rules that failed were left out: of many rules only those that had a say are kept. */
  partial: boolean
  actions: Receipt[]
  took_ms: number | null
}

/** What a decision's explanation may be stored as: the rules of one workflow, or several workflows with theirs. */
type StoredExplanation = (RuleExplanation | { rules: RuleExplanation[]; workflowId?: string; partial?: boolean })[]

/** The rules of an explanation in the order they were asked, of however many workflows. */
export const rulesOf = (explanation: StoredExplanation | null): RuleExplanation[] =>
  (explanation ?? []).flatMap((entry) => ('rules' in entry ? entry.rules : [entry]))

/** The latest fifty decisions of a conversation, newest first. */
export const decisionsQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['decisions', conversationId],
    queryFn: () =>
      read<DecisionLine[]>(
        supabase()
          .from('decisions')
          .select('id, message_id, outcome, reply_rule, created_at')
          .eq('conversation_id', conversationId)
          .order('created_at', { ascending: false })
          .limit(50),
      ),
  })

/** One decision with its explanation; null when it does not exist. Its receipts may still change, so it is read anew when shown. */
export const decisionQuery = (id: string) =>
  queryOptions({
    queryKey: ['decision', id],
    staleTime: 0,
    queryFn: async (): Promise<Decision | null> => {
      const columns =
        'id, message_id, workflow_id, workflow_version, outcome, reply_rule, explanation, actions, took_ms, created_at'
      type Stored = Omit<Decision, 'explanation' | 'partial'> & { explanation: StoredExplanation | null }
      const [stored] = await read<Stored[]>(supabase().from('decisions').select(columns).eq('id', id))
      if (!stored) return null
      const workflows = (stored.explanation ?? []).flatMap((entry) => ('rules' in entry ? [entry] : []))
      return {
        ...stored,
        workflow_id: stored.workflow_id ?? workflows[0]?.workflowId ?? null,
        explanation: rulesOf(stored.explanation),
        partial: workflows.some(({ partial }) => partial),
      }
    },
  })

/** What every rule said of a decision, worked out again by core from the version and the facts it was taken on. */
export const wholeExplanationQuery = (conversationId: string, id: string) =>
  queryOptions({
    queryKey: ['decision-whole', id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const path = `/v1/conversations/${conversationId}/decisions/${id}/explanation`
      return rulesOf((await api<{ explanation: StoredExplanation }>('GET', path)).explanation)
    },
  })
