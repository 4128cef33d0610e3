import { every, type Field, first } from '../reading/headers.ts'
import { peopleOf } from '../reading/people.ts'

/** What a machine wrote: an answer nobody wrote, mail to many, or a mail of ours that came back. */
export interface Automatic {
  /** An out-of-office or another machine's answer. */
  reply: boolean
  auto: boolean
  bulk: boolean
}

const replySubject =
  /^\s*(?:auto(?:matic|matische|mática|mated)?[ -]?(?:reply|response|answer|antwort)|autoreply|out of (?:the )?office|resposta autom[áa]tica|respuesta autom[áa]tica|r[ée]ponse automatique|antispam uol|automatische antwort|risposta automatica|abwesenheit|fora d[oe] escrit[óo]rio|aus[êe]ncia (?:tempor[áa]ria|do escrit[óo]rio)|fuera de (?:la )?oficina|absence du bureau|vacation (?:reply|response))/iu
// "Re: Resposta automática: Pedido" is one; "Re: resposta automática de vocês" is somebody who speaks of one.
const prefix = /^\s*(?:re|res|rv|aw)\s*:\s*/i
const isReplySubject = (subject: string): boolean => {
  const bare = subject.replace(prefix, '')
  const found = replySubject.exec(bare)?.[0]
  return found !== undefined && (bare === subject || /^\s*(?::|$)/.test(bare.slice(found.length)))
}
const machine =
  /^(?:mailer-daemon|postmaster|no-?_?\.?reply|n[aã]o-?_?responda|no-?_?responder|donotreply|do-not-reply|bounces?|notifications?)(?:[+.=-][^@]*)?@/i

/** Says from the header whether a mail was written by a machine. */
export const automaticOf = (fields: readonly Field[], subject: string): Automatic => {
  const submitted = (first(fields, 'auto-submitted') ?? '')
    .replace(/\([^()]*\)/g, '')
    .trim()
    .toLowerCase()
  const precedence = (first(fields, 'precedence') ?? '').trim().toLowerCase()
  const from = peopleOf(fields, 'from')[0]?.address ?? ''
  const nullPath = every(fields, 'return-path').some((value) => /^\s*<\s*>/.test(value))
  const has = (...names: string[]) => names.some((name) => first(fields, name) !== undefined)
  const said = (name: string) => !/^(?:no|false|0|)$/i.test((first(fields, name) ?? '').trim())
  const reply =
    submitted.startsWith('auto-replied') ||
    precedence === 'auto_reply' ||
    said('x-autoreply') ||
    said('x-autorespond') ||
    said('x-autoresponder') ||
    has('x-autoreply-from', 'x-mail-autoreply', 'x-ms-exchange-inbox-rules-loop', 'x-vacation') ||
    isReplySubject(subject) ||
    (nullPath && !submitted.startsWith('auto-generated'))
  // A Google group in front of a help desk marks every customer's mail as a list's.
  const bulk =
    !has('x-google-group-id') &&
    (/^(?:bulk|junk|list)/.test(precedence) || has('list-id', 'list-unsubscribe', 'feedback-id', 'x-campaign'))
  const auto = reply || (submitted !== '' && submitted !== 'no') || machine.test(from)
  return { reply, auto, bulk }
}
