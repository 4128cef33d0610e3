import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What core counts, served at /metrics; names are those of the dashboards and alerts. */
export type Metrics = ReturnType<typeof createMetrics>

/** Makes the counters of one host, in a registry of their own. */
export function createMetrics() {
  const register = new Registry()
  const registers = [register]
  const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
  return {
    register,
    ingest: new Counter({
      name: 'faladesk_ingest_total',
      help: 'Webhooks by channel and what became of them',
      labelNames: ['channel', 'result'],
      registers,
    }),
    ack: new Histogram({
      name: 'faladesk_ack_seconds',
      help: 'From the arrival of a webhook to its answer',
      buckets: seconds,
      registers,
    }),
    webhookToOutbound: new Histogram({
      name: 'faladesk_webhook_to_outbound_seconds',
      help: 'From the storing of a message to the request that sends its automatic answer',
      buckets: seconds,
      registers,
    }),
    workDepth: new Gauge({ name: 'faladesk_work_depth', help: 'Conversations that wait to be decided', registers }),
    workOldest: new Gauge({
      name: 'faladesk_work_oldest_seconds',
      help: 'Age of the oldest wake-up that is due',
      registers,
    }),
    leaseTakeovers: new Counter({
      name: 'faladesk_lease_takeovers_total',
      help: 'Leases taken from workers that died or stalled',
      registers,
    }),
    outbox: new Gauge({
      name: 'faladesk_outbox',
      help: 'Outbox rows that are not settled',
      labelNames: ['state'],
      registers,
    }),
    deadLetters: new Counter({
      name: 'faladesk_dead_letters_total',
      help: 'What could not be processed',
      labelNames: ['source'],
      registers,
    }),
    calls: new Counter({
      name: 'faladesk_calls_total',
      help: "Attempts to call an organization's own system, by how they ended",
      labelNames: ['outcome'],
      registers,
    }),
    sends: new Counter({
      name: 'faladesk_sends_total',
      help: 'Requests to providers by channel and outcome',
      labelNames: ['channel', 'result'],
      registers,
    }),
    decide: new Histogram({
      name: 'faladesk_rules_eval_seconds',
      help: 'Evaluation of the rules for one message',
      buckets: seconds,
      registers,
    }),
    shadowChecks: new Counter({
      name: 'faladesk_rules_shadow_checks_total',
      help: 'Decisions that plain json-rules-engine took again',
      registers,
    }),
    shadowMismatches: new Counter({
      name: 'faladesk_rules_shadow_mismatch_total',
      help: 'Rules that plain json-rules-engine decided otherwise; anything but 0 is a mistake of ours',
      registers,
    }),
    decisions: new Counter({
      name: 'faladesk_decisions_total',
      help: 'Decisions by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    ai: new Histogram({
      name: 'faladesk_ai_seconds',
      help: 'Time the AI took to answer',
      labelNames: ['outcome'],
      buckets: seconds,
      registers,
    }),
    aiTokens: new Counter({
      name: 'faladesk_ai_tokens_total',
      help: 'Tokens used',
      labelNames: ['direction'],
      registers,
    }),
    sockets: new Gauge({ name: 'faladesk_ws_clients', help: 'Open sockets of web visitors', registers }),
    socketsDropped: new Counter({
      name: 'faladesk_ws_dropped_total',
      help: 'Sockets dropped because they read too slowly',
      registers,
    }),
    quieted: new Counter({
      name: 'faladesk_answers_quieted_total',
      help: 'Messages left to a human because their sender looks like a machine that answers ours',
      labelNames: ['channel'],
      registers,
    }),
    fenced: new Counter({
      name: 'faladesk_fenced_total',
      help: 'Writes refused because the lease had passed to another worker',
      registers,
    }),
  }
}
