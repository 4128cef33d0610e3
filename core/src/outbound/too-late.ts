import type { OutboundPart, Text } from '@faladesk/plugin-sdk'
import { reasons } from '../decide/reply/reasons.ts'
import { readSituation } from '../decide/reply/situation.ts'
import { type ReadyTemplate, type Situation, waysOf } from '../decide/reply/ways.ts'
import type { Host } from '../host.ts'
import { json, type Tx } from '../store/database.ts'
import type { SendClaim } from './send-claim.ts'
import { settle } from './settle.ts'

/**
 * Looks once more before the provider is asked: free text whose window has closed since it was written becomes the template
 * the inbox's policy names, else it fails in plain words and a human is waited for; nobody who asked to hear nothing more
 * meanwhile is written to. True when there is nothing left to send now.
 */
export async function tooLate(host: Host, claim: SendClaim): Promise<boolean> {
  if (claim.recipients.length === 0) {
    await settle(host, claim, failed({ class: 'recipient', code: 'blocked', text: reasons.optedOut }))
    return true
  }
  const isFree = !claim.content.some(({ k }) => k === 'template')
  if (!isFree || claim.window_until === null || isAhead(claim.window_until)) return false
  if (await becomeTemplate(host, claim)) host.wake('outbox')
  else await settle(host, claim, failed({ class: 'window_closed', code: 'window_closed', text: reasons.windowClosed }))
  return true
}

const isAhead = (instant: string) => instant !== '-infinity' && Date.parse(instant) > Date.now()

const failed = ({ text, ...error }: { class: 'recipient' | 'window_closed'; code: string; text: Text }) => ({
  state: 'failed' as const,
  externalIds: [],
  receipt: null,
  error: { ...error, message: text.en, text },
  delayMs: 0,
})

const becomeTemplate = (host: Host, claim: SendClaim): Promise<boolean> =>
  host.db.inOrganization(claim.organization_id, async (tx) => {
    const message = await lockMessage(tx, claim)
    if (!message) return false
    const hasFiles = message.content.some(({ k }) => k === 'media')
    const weighed = await readSituation(tx, host, claim.conversation_id, { text: message.text, hasFiles })
    const template = weighed && templateIn(weighed.situation, hasFiles)
    if (!template) return false
    await rewrite(tx, claim, message.text, template)
    return true
  })

const templateIn = (situation: Situation, hasFiles: boolean): ReadyTemplate | undefined =>
  waysOf({ hasFiles }, situation).ways.find(({ via, allowed }) => via === 'template' && allowed)?.template

interface Written {
  text: string
  content: OutboundPart[]
}

// Only while this attempt still holds the part, and nothing of the message has gone out: half a text is not said twice.
async function lockMessage(tx: Tx, { id, attempts, message_id }: SendClaim): Promise<Written | undefined> {
  const [held] = await tx`
    select from outbox where id = ${id} and state = 'sending' and attempts = ${attempts}
      and not exists (select from outbox s where s.message_id = ${message_id} and s.state not in ('queued', 'sending')) for update`
  if (!held) return undefined
  const [message] = await tx<Written[]>`select text, content from messages where id = ${message_id}`
  return message
}

async function rewrite(
  tx: Tx,
  { id, message_id }: SendClaim,
  text: string,
  { ref, language, variables, body }: ReadyTemplate,
): Promise<void> {
  const content = json(tx, [{ k: 'template', ref, language, variables }])
  await tx`delete from outbox where message_id = ${message_id} and id <> ${id}`
  await tx`
    update outbox set content = ${content}, state = 'queued', lease_by = null, due = now(), position = 0 where id = ${id}`
  await tx`
    update messages set text = ${body || text}, content = ${content}, status = 'queued',
      flags = flags || ${json(tx, { template: ref, meant: text })}
    where id = ${message_id}`
}
