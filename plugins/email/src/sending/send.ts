import { Readable } from 'node:stream'
import type { ChannelContext, OutboundMessage, SendResult } from '@faladesk/plugin-sdk'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { EmailSettings } from '../settings/settings.ts'
import { mailOf, type ReadyMail } from './mail.ts'
import { relayMail } from './relay.ts'
import { openSmtp } from './smtp.ts'
import { type Stage, sendTroubleOf } from './trouble.ts'

/** Sends an answer in its thread, by SMTP or by the relay. Sent again, it carries the same Message-ID, by which mail programs drop the second. */
export async function send(out: OutboundMessage, ctx: ChannelContext<EmailSettings>): Promise<SendResult> {
  const { smtp, relay } = ctx.settings
  const at: { stage: Stage } = { stage: 'connecting' }
  let connection: SMTPConnection | undefined
  const cut = () => connection?.close()
  try {
    const mail = await mailOf(out, ctx)
    if (relay) return await relayMail(mail, ctx)
    connection = await openSmtp(ctx)
    ctx.signal.addEventListener('abort', cut)
    ctx.signal.throwIfAborted()
    at.stage = 'envelope'
    const given = await deliver(connection, mail, at)
    connection.quit()
    // Some servers give the mail an id of their own, which is the one the customer answers.
    return {
      ok: true,
      parts: [...new Set([mail.id, ...given])].map((externalId) => ({ externalId, status: 'sent' as const })),
    }
  } catch (error) {
    connection?.close()
    return {
      ok: false,
      error: sendTroubleOf(error, at.stage, { port: smtp?.port ?? 465, secure: smtp?.secure ?? true }),
    }
  } finally {
    ctx.signal.removeEventListener('abort', cut)
  }
}

function deliver(connection: SMTPConnection, { from, to, bytes }: ReadyMail, at: { stage: Stage }): Promise<string[]> {
  // Read only once the server said it wants the mail; its end is where the final dot may follow.
  const source = new Readable({
    read() {
      this.push(bytes)
      this.push(null)
      at.stage = 'written'
    },
  })
  return new Promise((resolve, reject) => {
    const ended = () => reject(Object.assign(new Error('the connection ended'), { code: 'ECONNECTION' }))
    connection.once('end', ended)
    connection.send({ from, to, size: bytes.length }, source, (error, info) => {
      connection.off('end', ended)
      if (error) return reject(error)
      const id = (info as { messageId?: string } | undefined)?.messageId?.replace(/^<|>$/g, '')
      resolve(id ? [id] : [])
    })
  })
}
