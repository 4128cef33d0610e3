import type { Flags, Log } from '@faladesk/plugin-sdk'
import { authenticate, type DNSResolver } from 'mailauth'
import { within } from '../connecting/within.ts'

/** Who handed a mail over, as its server saw it. */
export interface Client {
  ip: string
  helo: string
  /** The envelope's sender; empty for bounces. */
  from: string
}

const deadlineMs = 8000

/** Checks SPF, DKIM and DMARC of a mail; what could not be found out in time is simply not said. */
export async function authenticationOfMail(
  raw: Buffer,
  { ip, helo, from }: Client,
  log: Log,
  resolver?: DNSResolver,
): Promise<Flags['authentication']> {
  try {
    const { spf, dkim, dmarc } = await within(
      authenticate(raw, { ip, helo, sender: from, disableArc: true, disableBimi: true, ...(resolver && { resolver }) }),
      deadlineMs,
      'the sender could not be checked in time',
    )
    const signatures = dkim?.results?.map(({ status }) => status.result) ?? []
    return {
      ...(spf && { spf: spf.status.result }),
      // Of several signatures one that holds is enough.
      ...(signatures.length > 0 && { dkim: signatures.includes('pass') ? 'pass' : (signatures[0] as string) }),
      ...(dmarc && { dmarc: dmarc.status.result }),
    }
  } catch (error) {
    log.warn({ reason: (error as Error).name }, 'the sender of a mail could not be checked')
    return undefined
  }
}
