import type { Host } from '../host.ts'
import { guardedFetch } from '../plugins/guarded-fetch.ts'
import { type Loop, startLoop } from '../queue/loop.ts'
import { callHeaders } from './call-signature.ts'

interface CallClaim {
  id: string
  organization_id: string
  type: string
  url: string
  payload: Record<string, unknown>
  attempts: number
  created_at: string
  version: number
  previous_until: string | null
}

/** How long to wait after each failed attempt: seconds at first, then hours, about a day in all. */
const waits = [5, 60, 300, 1800, 7200, 21_600, 57_600]

/** Sends the calls that rules asked for; a receiver that fails is asked again for about a day. */
export function callLoop(host: Host, stopping: AbortSignal): Loop {
  return startLoop<CallClaim>({
    parallel: 4,
    batch: 8,
    claim: (most) => host.db.sql<CallClaim[]>`select * from private.claim_calls(${most})`,
    async run(claim) {
      const { status, reason } = await send(host, claim, stopping)
      if (stopping.aborted) return
      await settle(host, claim, status, reason)
      host.metrics.calls.inc({ outcome: reason === null ? 'sent' : 'failed' })
    },
    failed: (error) => host.log.error({ err: error }, 'calls could not be made'),
  })
}

async function send(
  host: Host,
  call: CallClaim,
  stopping: AbortSignal,
): Promise<{ status: number | null; reason: string | null }> {
  const { derivationKey, allowPrivateNetwork } = host.config
  const fetch = guardedFetch({
    allowPrivate: allowPrivateNetwork,
    deadlineMs: 15_000,
    maxBytes: 64 * 1024,
    signal: stopping,
  })
  const body = JSON.stringify({ type: call.type, timestamp: call.created_at, data: call.payload })
  const now = new Date()
  const versions =
    call.previous_until && new Date(call.previous_until) > now ? [call.version, call.version - 1] : [call.version]
  try {
    const answer = await fetch(call.url, {
      method: 'POST',
      // Where it leads is the admin's to say, not the receiver's.
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Faladesk',
        ...callHeaders(derivationKey, call.organization_id, versions, { id: call.id, at: now, body }),
      },
      body,
    })
    await answer.body?.cancel()
    const took = answer.status >= 200 && answer.status < 300
    return { status: answer.status, reason: took ? null : `the receiver answered ${answer.status}` }
  } catch (error) {
    return {
      status: null,
      reason:
        (error as Error).name === 'TimeoutError'
          ? 'no answer within 15 seconds'
          : (error as Error).message.slice(0, 300),
    }
  }
}

async function settle(
  host: Host,
  { id, organization_id, attempts }: CallClaim,
  status: number | null,
  reason: string | null,
) {
  const wait = waits[attempts - 1]
  // 410 Gone is the receiver's way to ask for no more (Standard Webhooks).
  const state = reason === null ? 'sent' : wait === undefined || status === 410 ? 'failed' : 'queued'
  await host.db.inOrganization(
    organization_id,
    (tx) => tx`
      update calls set state = ${state}, answer_status = ${status}, reason = ${reason},
        settled_at = case when ${state} = 'queued' then null else now() end, due = now() + make_interval(secs => ${wait ?? 0})
      where id = ${id} and state = 'queued' and attempts = ${attempts}`,
  )
}
