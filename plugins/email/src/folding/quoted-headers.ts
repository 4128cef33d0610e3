type Kind = 'from' | 'date' | 'to' | 'subject' | 'copy'

const labels: Record<Kind, string[]> = {
  from: [
    'from',
    'de',
    'von',
    'van',
    'da',
    'remetente',
    'remitente',
    'expéditeur',
    'mittente',
    'fra',
    'från',
    'od',
    'от',
    'lähettäjä',
    '发件人',
    '寄件者',
    '差出人',
  ],
  date: [
    'sent',
    'date',
    'enviado',
    'enviada',
    'enviado em',
    'enviada em',
    'enviado el',
    'enviado a',
    'data',
    'fecha',
    'data de envio',
    'fecha de envío',
    'envoyé',
    'envoyé le',
    'message du',
    'gesendet',
    'datum',
    'verzonden',
    'inviato',
    'data invio',
    'sendt',
    'skickat',
    'wysłano',
    'received',
    'when',
    'quando',
    'дата',
    'отправлено',
    '发送时间',
    '日期',
    '送信日時',
  ],
  to: [
    'to',
    'para',
    'à',
    'a',
    'an',
    'aan',
    'til',
    'till',
    'do',
    'destinatário',
    'destinatario',
    'reply-to',
    'responder a',
    'кому',
    '收件人',
    '宛先',
  ],
  subject: [
    'subject',
    'assunto',
    'asunto',
    'objet',
    'betreff',
    'onderwerp',
    'oggetto',
    'sujet',
    'emne',
    'ämne',
    'temat',
    'тема',
    '主题',
    '主旨',
    '件名',
  ],
  copy: [
    'cc',
    'bcc',
    'cco',
    'copie à',
    'copia',
    'cópia',
    'kopie',
    'con copia',
    'com cópia',
    'importance',
    'importância',
    'prioridade',
  ],
}
const kinds = new Map(Object.entries(labels).flatMap(([kind, names]) => names.map((name) => [name, kind as Kind])))
const field = /^[\s>*_\u00a0]{0,20}(\p{L}[\p{L} -]{0,18}?)[\s\u00a0*_]{0,4}[:：]/u
const sentWords =
  /^(?:sent|enviad|envoy|gesendet|verzonden|inviato|sendt|skickat|wysłano|message du|отправлено|发送时间)/
const address = /[^\s<>]@[^\s<>]|mailto:/

const kindOf = (line: string): { kind: Kind; name: string } | null => {
  const name = field.exec(line)?.[1]?.trim().toLowerCase()
  const kind = name === undefined ? undefined : kinds.get(name)
  return name !== undefined && kind ? { kind, name } : null
}

/** Whether a copied header block (From, Sent, To, Subject in any of our languages) begins at this line. */
export const quotedHeadersAt = (lines: readonly string[], at: number): boolean => {
  const start = kindOf(lines[at] as string)
  if (!start || start.kind === 'to' || start.kind === 'copy') return false
  const seen = new Set<Kind>()
  let [gap, sent, addressed] = [0, false, false]
  for (let n = at; n < lines.length && n < at + 14 && seen.size < 5; n++) {
    const line = (lines[n] as string).slice(0, 1000)
    const found = kindOf(line)
    if (found) {
      gap = 0
      if (found.kind === 'from' && seen.has('from')) break
      seen.add(found.kind)
      sent ||= found.kind === 'date' && sentWords.test(found.name)
    } else if (++gap > 2) break
    addressed ||= address.test(line) && gap <= 1
  }
  if (!seen.has('from') && !(seen.has('date') && seen.has('subject') && seen.has('to'))) return false
  // "De: São Paulo / Para: Rio / Data: 3/3" is an order, not a header: it names no address, no subject and no sending.
  if (seen.size >= 3) return sent || addressed || (seen.has('from') && seen.has('subject') && seen.has('date'))
  return seen.size === 2 && sent && addressed
}

const original =
  /^[\s>*]{0,20}(?:-{2,}|_{3,}|={3,})\s*(?:original message|original appointment|mensagem original|mensaje original|message d['’]origine|message original|ursprüngliche nachricht|originalnachricht|messaggio originale|oorspronkelijk bericht|original mail|reply message|в ответ)/iu
const forward =
  /^[\s>*]{0,20}(?:-{2,}\s*(?:forwarded (?:message|by)|mensagem (?:encaminhada|reencaminhada)|mensaje reenviado|message transf[ée]r[ée]|message réexpédié|weitergeleitete nachricht|messaggio inoltrato)|(?:begin forwarded message|início da mensagem (?:encaminhada|reencaminhada)|in[ií]cio del mensaje reenviado|inicio del mensaje reenviado|début du message (?:réexpédié|transféré)|anfang der weitergeleiteten nachricht)\s*:)/iu

// Zoho: "---- On Tue, 03 Mar 2026 10:00:00 -0300 Ana <ana@x.com> wrote ----"
const dashed =
  /^[\s>*]{0,20}-{3,}\s(?:on|em|el|le|am|il)\s.{5,300}\s(?:wrote|escreveu|escribi[óo]|a écrit|schrieb|ha scritto)\s-{3,}\s*$/iu
// GroupWise: ">>> Ana <ana@x.com> 03/03/26 10:00 >>>"
const arrows = /^\s{0,3}>>>\s.{3,200}\d{1,2}:\d{2}.{0,20}\s>>>\s*$/u
// What other desks ask for: "##- Please type your reply above this line -##"
const above =
  /^[\s>*]{0,20}(?:##-\s.{5,150}\s-##|(?:[-=_*~—#]{2,20}\s{0,5})(?:please\s|por favor,?\s)?(?:reply|respond|type|write|responda|escreva|escriba|responde|répondez|antworten sie|bitte)\b.{0,80}\b(?:above|acima|arriba|encima|por encima|au-dessus|oberhalb|über)\b.{0,60})\s*$/iu

/** Whether a mail program's line above an answered mail stands here. */
export const isOriginalMark = (line: string): boolean =>
  (line.length < 200 && (original.test(line) || above.test(line) || arrows.test(line))) ||
  (line.length < 400 && dashed.test(line))

/** Whether a mail program's line above a forwarded mail stands here. */
export const isForwardMark = (line: string): boolean => line.length < 200 && forward.test(line)
