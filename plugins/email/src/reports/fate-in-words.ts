import { type Field, first } from '../reading/headers.ts'
import { peopleIn, plainAddress } from '../reading/people.ts'
import type { Fate } from './delivery-status.ts'
import { statusIn } from './delivery-status.ts'

const recipientSigns = [
  /(?:to|for|recipients?|address(?:es)?|destinat[áa]ri[oa]s?|destinatarios?|user|rcpt to|para|smtp|\ba):?[\s:]{0,4}<?([^\s<>"(),;:[\]]{1,64}@[^\s<>"(),;:[\]]{1,255})>?/i,
  /^[ \t]*<?([^\s<>"(),;:[\]]{1,64}@[^\s<>"(),;:[\]]{1,255})>?[ \t]*:?[ \t]*(?:$|\.\.\.|\(|5\d\d|4\d\d)/m,
  /<([^\s<>"(),;:[\]]{1,64}@[^\s<>"(),;:[\]]{1,255})>/,
]
const waits =
  /delay|still trying|will (?:keep trying|retry|be retried|continue to)|warning: (?:message|could)|not yet been delivered|temporar|ser[áa] reenviad|atrasad|retrasad|demorad/i
const gives =
  /permanent|fatal|giv(?:en|ing) up|not going to try again|will not be retried|undeliverable|failed permanently/i
const codes: [RegExp, string][] = [
  [
    /(?:mailbox|quota|over ?quota|disk)[^.\n]{0,40}(?:full|exceed)|full mailbox|over quota|caixa[^.\n]{0,30}cheia|buz[óo]n[^.\n]{0,30}lleno/i,
    '5.2.2',
  ],
  [
    /user unknown|unknown (?:user|local|recipient)|no such (?:user|mailbox|recipient|address)|does(?:n't| not) exist|not (?:found|listed)|unrouteable|no mailbox|invalid (?:user|recipient|mailbox)|n[ãa]o existe|no existe/i,
    '5.1.1',
  ],
  [/host (?:unknown|not found)|domain not found|name or service not known|no such domain/i, '5.1.2'],
  [/spam|blocked|blacklist|reputation|policy|denied|rejected/i, '5.7.1'],
  [/too (?:large|big)|size (?:limit|exceed)|exceeds? (?:the )?(?:maximum )?(?:message )?size/i, '5.3.4'],
]

/** What a report without a machine-readable part says: whom it did not reach, and why, as far as its words tell. */
export const fateInWords = (
  fields: readonly Field[],
  returned: readonly Field[],
  subject: string,
  text: string,
): Fate => {
  const words = text.slice(0, 20_000)
  const cut = words.search(
    /^[- ]*(?:below this line|this is a copy|original message|--- the (?:original|header)|-{3,} ?(?:original|begin))/im,
  )
  const told = cut > 0 ? words.slice(0, cut) : words
  const recipient =
    peopleIn(first(fields, 'x-failed-recipients'))[0]?.address ??
    recipientSigns.reduce<string | undefined>(
      (found, sign) => found ?? (plainAddress(sign.exec(told)?.[1] ?? '') || undefined),
      undefined,
    ) ??
    peopleIn(first(returned, 'to'))[0]?.address
  const status = statusIn(told) ?? codes.find(([sign]) => sign.test(told))?.[1]
  const later = status ? status.startsWith('4') : waits.test(`${subject}\n${told}`) && !gives.test(told)
  const line = told
    .split('\n')
    .find((one) => /\b[45]\d\d\b|\b[45]\.\d\.\d|user unknown|full|denied|rejected/i.test(one))
  return {
    ...(recipient && { recipient }),
    action: later ? 'delayed' : 'failed',
    ...(status && { status }),
    ...(line && { diagnostic: line.trim().slice(0, 500) }),
  }
}
