import { every, type Field, first } from '../reading/headers.ts'
import type { Leaf } from '../reading/parts.ts'
import { peopleOf } from '../reading/people.ts'

const daemon = /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|majordomo|daemon|root|bounces?|mdaemon|mmdf)(?:[+.=-][^@]*)?@/i
const postmaster =
  /^(?:po+stmaster|mail-?admin|system|administrator|admin|exchange|mail-?system|microsoftexchange[0-9a-f]*|smtpgateway|return|no-?reply|[^@]*-admin)(?:[+.=-][^@]*)?@/i
const daemonName =
  /mailer-?\s?daemon|mail delivery (?:sub)?system|mail delivery service|internet mail delivery|postmaster|system administrator|sistema de entrega|administrador d[eo]l? sistema/i
const subjects =
  /undeliver|un-?delivered|non[- ]?(?:deliver|remis)|not delivered|delivery (?:status|failure|failed|notification|problem|error|report|has failed|delayed|incomplete|unsuccessful)|(?:mail|message)[^.]{0,30}(?:delivery|could not be delivered|not deliver|failed|failure|rejected|blocked|returned|bounced)|returned (?:mail|e-?mail|to sender|message)|failure (?:notice|delivery)|failed (?:mail|delivery|message)|(?:permanent|temporary|transient)[a-z ]{0,20}failure|bounce|nondeliverable|mail system error|mail error|user unknown|unknown user|warning: (?:could not|message)|delayed mail|mail delayed|postmaster notify|loop alert|message status|status of your (?:mail|message)|could not send|couldn't be delivered|error (?:sending|in delivery|delivering)|mensagem n[ãa]o (?:p[ôo]de ser )?entregue|n[ãa]o (?:foi )?(?:entregue|poss[íi]vel entregar)|falha na entrega|devolu[çc][ãa]o de mensagem|mensagem devolvida|no se (?:pudo|ha podido) entregar|no entregado|imposible entregar|error de entrega|mensaje devuelto|correo devuelto|notificaci[óo]n del? estado de (?:la )?entrega|notifica[çc][ãa]o (?:do|de) (?:status|estado|entrega)|échec|non remis|unzustellbar|zustellung|недостав|не доставлено|ваше сообщение|配信|配送|未達|送信エラー|エラー|退信/iu
const phrases =
  /this is the (?:qmail-send|mail system|mail delivery|postfix|machine generated|sendmail)|qmail-send program|was created automatically by mail delivery software|i wasn't able to deliver your message|i'm not going to try again|could not be delivered to (?:one or more|all|the following)|could not be delivered|wasn't delivered to|(?:your|the) (?:message|mail|e-?mail) (?:has been |was |is |cannot be |can not be )?(?:not delivered|undeliverable|blocked|rejected|returned|delayed)|delivery to the following recipients? (?:has been |have been )?(?:failed|delayed)|delivery has failed to these|the following (?:address|recipient|destination)(?:\(?e?s\)?)? (?:had|failed|could|have)|the original message was received at|transcript of session follows|unable to (?:deliver|send)|failed to deliver|not able to deliver|mail delivery failed|undeliverable mail|generated this reply|reporting-mta:|final-recipient:|unknown local (?:user|part)|user unknown|mailbox (?:is )?(?:full|unavailable)|no such (?:user|mailbox|address)|n[ãa]o p[ôo]de ser entregue|no se pudo entregar|nicht zugestellt/iu

/** Whether these headers and words are those of a mail that came back, a report of one, or a warning about one. */
export const isBounce = (fields: readonly Field[], leaves: readonly Leaf[], subject: string, text: string): boolean => {
  if (leaves.some(({ type }) => type === 'message/delivery-status' || type === 'message/global-delivery-status'))
    return true
  const type = (first(fields, 'content-type') ?? '').toLowerCase()
  if (type.includes('multipart/report') && !/feedback-report|disposition-notification/.test(type)) return true
  if (
    fields.some(
      ({ name }) =>
        name === 'x-failed-recipients' || name === 'x-ms-exchange-message-is-ndr' || name === 'x-actual-recipients',
    )
  )
    return true
  const from = peopleOf(fields, 'from')[0]?.address ?? ''
  const rawFrom = first(fields, 'from') ?? ''
  const nullPath = every(fields, 'return-path').some((value) =>
    /^\s*<?\s*(?:mailer-daemon(?:@[^>]*)?)?\s*>?\s*$/i.test(value),
  )
  // Some name nobody at all: "From: <>".
  const byDaemon = daemon.test(from) || /^\s*<\s*>\s*$/.test(rawFrom) || /mailer-daemon/i.test(rawFrom)
  const byPostmaster = byDaemon || postmaster.test(from) || daemonName.test(rawFrom)
  const says = subjects.test(subject)
  const tells = phrases.test(text.slice(0, 20_000))
  // A report has some of: the machine's name, nobody to answer, its title, its words. Two of them are enough, a name alone is not.
  if (byDaemon) return says || tells || nullPath || every(fields, 'auto-submitted').length > 0
  if (byPostmaster) return says || nullPath
  return nullPath && says && (tells || leaves.some(isReturned))
}

const isReturned = ({ type }: Leaf): boolean => type === 'message/rfc822' || type === 'text/rfc822-headers'
