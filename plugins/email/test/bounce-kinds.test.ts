import { expect, test } from 'vitest'
import { events, mail, message } from './mails.ts'

// How mail servers say that a mail did not arrive, most of them in words of their own. None opens a conversation.

const report = (fields: Record<string, string>, body: string) =>
  mail({ 'Message-ID': '<b1@mx.example>', To: 'suporte@loja.example', ...fields }, body.replaceAll('\n', '\r\n'))
const returned =
  '\n\n------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <suporte@loja.example>\nMessage-ID: <o1@loja.example>\nFrom: suporte@loja.example\nTo: bia@x.example\nSubject: Pedido\n\nOi'

const bounces: [
  name: string,
  raw: string,
  status: 'failed' | 'delayed',
  code: RegExp,
  recipient: string | undefined,
][] = [
  [
    'Exim',
    report(
      {
        From: 'Mail Delivery System <Mailer-Daemon@mx.example>',
        Subject: 'Mail delivery failed: returning message to sender',
        'Auto-Submitted': 'auto-replied',
        'X-Failed-Recipients': 'bia@x.example',
      },
      `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bia@x.example\n    host mx.x.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<bia@x.example>:\n    550 5.1.1 User unknown${returned}`,
    ),
    'failed',
    /^5\.1\.1$/,
    'bia@x.example',
  ],
  [
    'Exim, still trying',
    report(
      {
        From: 'Mail Delivery System <Mailer-Daemon@mx.example>',
        Subject: 'Warning: message 1abcDE-000 delayed 24 hours',
        'Auto-Submitted': 'auto-replied',
      },
      `This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.\n\nThe address to which the message has not yet been delivered is:\n\n  bia@x.example\n\nNo action is required on your part. Delivery attempts will continue.`,
    ),
    'delayed',
    /^4/,
    'bia@x.example',
  ],
  [
    'qmail',
    report(
      { From: 'MAILER-DAEMON@mx.example', Subject: 'failure notice', 'Return-Path': '<>' },
      `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<bia@x.example>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 no such user here\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <o1@loja.example>\nTo: bia@x.example\n\nOi`,
    ),
    'failed',
    /^5/,
    'bia@x.example',
  ],
  [
    'Postfix, text alone',
    report(
      { From: 'MAILER-DAEMON@mx.example (Mail Delivery System)', Subject: 'Undelivered Mail Returned to Sender' },
      `This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n                   The mail system\n\n<bia@x.example>: host mx.x.example[192.0.2.1] said: 552 5.2.2 Mailbox full\n    (in reply to RCPT TO command)`,
    ),
    'failed',
    /^5\.2\.2$/,
    'bia@x.example',
  ],
  [
    'Microsoft 365',
    report(
      {
        From: 'Microsoft Outlook <postmaster@x.onmicrosoft.com>',
        Subject: 'Undeliverable: Pedido',
        'X-MS-Exchange-Message-Is-Ndr': '',
        'Content-Type': 'text/plain',
      },
      `Delivery has failed to these recipients or groups:\n\nbia@x.example<mailto:bia@x.example>\nYour message wasn't delivered. Despite repeated attempts to contact the recipient's email system it didn't respond.\n\nDiagnostic information for administrators:\n\nGenerating server: x.prod.outlook.com\n\nbia@x.example\nRemote server returned '550 5.4.300 Message expired'`,
    ),
    'failed',
    /^5\.4\.300$/,
    'bia@x.example',
  ],
  [
    'Exchange em português',
    report(
      {
        From: 'Microsoft Outlook <postmaster@loja.onmicrosoft.com>',
        Subject: 'Não é possível entregar: Pedido',
        'Return-Path': '<>',
      },
      `Falha na entrega para estes destinatários ou grupos:\n\nbia@x.example (bia@x.example)\nO endereço de email que você inseriu não pôde ser encontrado.\n\nInformações de diagnóstico para os administradores:\n\nbia@x.example\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'`,
    ),
    'failed',
    /^5\.1\.10$/,
    'bia@x.example',
  ],
  [
    'Exchange en español',
    report(
      {
        From: 'Microsoft Outlook <postmaster@tienda.onmicrosoft.com>',
        Subject: 'No se puede entregar: Pedido',
        'Return-Path': '<>',
      },
      `Error de entrega a estos destinatarios o grupos:\n\nbia@x.example\nEl buzón del destinatario está lleno y no puede aceptar mensajes ahora.\n\nbia@x.example\n#550 5.2.2 STOREDRV.Deliver; mailbox full #SMTP#`,
    ),
    'failed',
    /^5\.2\.2$/,
    'bia@x.example',
  ],
  [
    'Gmail, text alone',
    report(
      {
        From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        Subject: 'Delivery Status Notification (Failure)',
        'X-Failed-Recipients': 'bia@x.example',
      },
      `** Address not found **\n\nYour message wasn't delivered to bia@x.example because the address couldn't be found, or is unable to receive mail.\n\nThe response was:\n\n550 5.1.1 The email account that you tried to reach does not exist.`,
    ),
    'failed',
    /^5\.1\.1$/,
    'bia@x.example',
  ],
  [
    'Gmail em português',
    report(
      {
        From: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
        Subject: 'Delivery Status Notification (Failure)',
        'X-Failed-Recipients': 'bia@x.example',
      },
      `** Endereço não encontrado **\n\nSua mensagem não foi entregue a bia@x.example porque o endereço não foi encontrado ou não pode receber e-mails.\n\nA resposta foi:\n\n550 5.1.1 The email account that you tried to reach does not exist.`,
    ),
    'failed',
    /^5\.1\.1$/,
    'bia@x.example',
  ],
  [
    'Locaweb',
    report(
      { From: 'MAILER-DAEMON@smtplw.com.br', Subject: 'Mensagem não entregue', 'Auto-Submitted': 'auto-replied' },
      `Sua mensagem não pôde ser entregue para um ou mais destinatários.\n\n<bia@x.example>: 550 5.7.1 Message rejected due to content restrictions`,
    ),
    'failed',
    /^5\.7\.1$/,
    'bia@x.example',
  ],
  [
    'UOL',
    report(
      { From: 'postmaster@uol.com.br', Subject: 'Falha na entrega de mensagem', 'Return-Path': '<>' },
      `A mensagem enviada para bia@bol.com.br não foi entregue.\nMotivo: caixa postal do usuário está cheia (quota exceeded).`,
    ),
    'failed',
    /^5/,
    'bia@bol.com.br',
  ],
  [
    'Yahoo',
    report(
      { From: 'MAILER-DAEMON@yahoo.com', Subject: 'Failure Notice' },
      `Sorry, we were unable to deliver your message to the following address.\n\n<bia@yahoo.com.br>:\n554: delivery error: dd Not a valid recipient - atlas.yahoo.com`,
    ),
    'failed',
    /^5/,
    'bia@yahoo.com.br',
  ],
  [
    'Amazon SES',
    report(
      {
        From: 'MAILER-DAEMON@amazonses.com',
        Subject: 'Delivery Status Notification (Failure)',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=B',
      },
      `--B\nContent-Type: text/plain\n\nAn error occurred while trying to deliver the mail to the following recipients:\nbia@x.example\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a1.smtp-out.amazonses.com\n\nAction: failed\nFinal-Recipient: rfc822; bia@x.example\nDiagnostic-Code: smtp; 550 5.1.1 unknown\nStatus: 5.1.1\n\n--B--\n`,
    ),
    'failed',
    /^5\.1\.1$/,
    'bia@x.example',
  ],
  [
    'a report whose status stands in capital letters and lacks the type',
    report(
      {
        From: '<>',
        Subject: 'DELIVERY FAILURE: User bia (bia@x.example) not listed in Domino Directory',
        'Return-Path': '<>',
        'Content-Type': 'text/plain',
      },
      `Your message\n\n  Subject: Pedido\n\nwas not delivered to:\n\n  bia@x.example\n\nbecause:\n\n  User bia (bia@x.example) not listed in Domino Directory`,
    ),
    'failed',
    /^5/,
    'bia@x.example',
  ],
  [
    'Zimbra em português',
    report(
      {
        From: 'MAILER-DAEMON@zimbra.example (Mail Delivery System)',
        Subject: 'Mensagem não entregue devolvida ao remetente',
        'Auto-Submitted': 'auto-replied',
      },
      `Este é o sistema de e-mail no host zimbra.example.\n\nLamentamos informar que sua mensagem não pôde ser entregue.\n\n<bia@x.example>: Host or domain name not found. Name service error for name=x.example type=A: Host not found`,
    ),
    'failed',
    /^5/,
    'bia@x.example',
  ],
  [
    'Courier',
    report(
      {
        From: '"Courier mail server at mx.example" <@mx.example>',
        Subject: 'NOTICE: mail delivery status.',
        'Return-Path': '<>',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=B',
      },
      `--B\nContent-Type: text/plain\n\nThis is a delivery status notification from mx.example.\n\n<bia@x.example>:\n     mx.x.example [192.0.2.1]:\n     >>> RCPT TO:<bia@x.example>\n     <<< 550 User unknown.\n--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; bia@x.example\nAction: failed\nStatus: 5.0.0\n\n--B--`,
    ),
    'failed',
    /^5/,
    'bia@x.example',
  ],
  [
    'MailEnable',
    report(
      { From: 'postmaster@mx.example', Subject: 'Message Delivery Failure', 'Return-Path': '<>' },
      `MailEnable: Message could not be delivered to some recipients.\nThe following recipient(s) could not be reached:\n\n\tRecipient: [SMTP:bia@x.example]\n\tReason: Remote SMTP Server Returned: 550 5.1.1 unknown user`,
    ),
    'failed',
    /^5\.1\.1$/,
    'bia@x.example',
  ],
  [
    'Barracuda, the mail was taken for spam',
    report(
      {
        From: 'MAILER-DAEMON@barracuda.example',
        Subject: '**Message you sent blocked by our bulk email filter**',
        'Return-Path': '<>',
      },
      `Your message to: bia@x.example\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: Pedido`,
    ),
    'failed',
    /^5/,
    'bia@x.example',
  ],
  [
    'sendmail, four hours on',
    report(
      {
        From: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.example>',
        Subject: 'Warning: could not send message for past 4 hours',
        'Auto-Submitted': 'auto-generated (warning-timeout)',
      },
      `    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\nThe original message was received at Tue, 3 Mar 2026 10:00:00 -0300\n\n   ----- Transcript of session follows -----\n<bia@x.example>... Deferred: Connection timed out with mx.x.example.\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old`,
    ),
    'delayed',
    /^4/,
    'bia@x.example',
  ],
]

test.each(bounces)('edge 47: %s', async (_name, raw, status, code, recipient) => {
  const found = await events(raw)
  expect(found.map(({ type }) => type)).toEqual(['bounce'])
  const [bounce] = found
  if (bounce?.type !== 'bounce') return
  expect(bounce.status).toBe(status)
  expect(bounce.error.code).toMatch(code)
  expect(bounce.recipient?.value).toBe(recipient)
})

const machines: [string, string][] = [
  [
    'Gmail vacation',
    mail(
      {
        Subject: 'Fora do escritório Re: Pedido',
        'Auto-Submitted': 'auto-replied',
        Precedence: 'bulk',
        'X-Autoreply': 'yes',
      },
      'Volto dia 10.',
    ),
  ],
  [
    'Outlook',
    mail(
      { Subject: 'Automatic reply: Pedido', 'X-Auto-Response-Suppress': 'All', 'Auto-Submitted': 'auto-generated' },
      'I am out.',
    ),
  ],
  [
    'Outlook em português, com assunto só',
    mail({ Subject: 'Resposta automática: Pedido' }, 'Estou de férias até dia 10.'),
  ],
  [
    'Outlook en español, with its subject alone',
    mail({ Subject: 'Respuesta automática: Pedido' }, 'Estoy de vacaciones.'),
  ],
  [
    'cPanel',
    mail({ Subject: 'Autoreply: férias', 'X-Autorespond': 'Pedido', Precedence: 'auto_reply' }, 'Estou de férias.'),
  ],
  [
    'vacation of sendmail',
    mail(
      { Subject: 'away from my mail', 'Auto-Submitted': 'auto-replied (vacation)', Precedence: 'junk' },
      'I am away.',
    ),
  ],
  ['Outlook en français', mail({ Subject: 'Réponse automatique : Commande' }, 'Je suis absent.')],
  ['Outlook auf Deutsch', mail({ Subject: 'Automatische Antwort: Bestellung' }, 'Ich bin nicht da.')],
  ['out of office, subject alone', mail({ Subject: 'Out of Office: Order' }, 'Back on Monday.')],
  ['ausência, com assunto só', mail({ Subject: 'Ausência temporária: Re: Pedido' }, 'Volto segunda.')],
  ['AntiSpam UOL', mail({ Subject: 'AntiSpam UOL » Pedido 123' }, 'Confirme o envio da sua mensagem.')],
]
test.each(machines)('edge 46: %s is known as a machine’s answer and opens nothing', async (_name, raw) => {
  const found = await events(raw)
  expect(found).toMatchObject([{ type: 'account', topic: 'auto-reply' }])
})

test('edge 46: another desk’s notice is kept, and marked so that no machine answers it', async () => {
  const raw = mail(
    { 'Auto-Submitted': 'auto-generated', Subject: '[Request received] Pedido' },
    'Recebemos sua solicitação.',
  )
  expect((await message(raw)).flags?.auto).toBe(true)
})

const bulk: [string, string][] = [
  [
    'a newsletter',
    mail(
      { 'List-Unsubscribe': '<https://x.example/u>', 'List-Id': '<news.x.example>', Precedence: 'bulk' },
      'Ofertas!',
    ),
  ],
  [
    'a mailing list',
    mail({ 'List-Id': 'Lista <lista.x.example>', 'List-Post': '<mailto:lista@x.example>' }, 'Oi a todos'),
  ],
]
test.each(bulk)('edge 46: %s is marked as sent to many', async (_name, raw) => {
  expect((await message(raw)).flags?.bulk).toBe(true)
})

const people: [string, string][] = [
  [
    'a customer who speaks of an undelivered parcel',
    mail(
      { Subject: 'Undelivered order: delivery failed' },
      'My parcel was not delivered, the delivery has failed twice.',
    ),
  ],
  [
    'a customer whose mailbox was full',
    mail({ Subject: 'Re: Pedido' }, 'Minha caixa postal estava cheia (mailbox full), podem reenviar?'),
  ],
  [
    'a customer who forwards a bounce',
    mail(
      { Subject: 'Fwd: Undelivered Mail Returned to Sender' },
      'Recebi isto quando escrevi para vocês:\r\n\r\nThis is the mail system at host mx.example.\r\n<suporte@loja.example>: 550 5.1.1 unknown',
    ),
  ],
  [
    'a customer who goes on vacation',
    mail({ Subject: 'Férias: posso mudar a entrega?' }, 'Estarei de férias, podem entregar depois do dia 10?'),
  ],
  [
    'a customer who complains about automatic answers',
    mail({ Subject: 'Re: resposta automática de vocês' }, 'Só recebo resposta automática.'),
  ],
  ['Auto-Submitted: no', mail({ 'Auto-Submitted': 'no' }, 'Oi')],
  [
    'a person named Postmaster',
    mail({ From: 'João Postmaster <joao@x.example>', Subject: 'Entrega falhou' }, 'Minha entrega falhou'),
  ],
]
test.each(people)('edge 46: %s is a person', async (_name, raw) => {
  const event = await message(raw)
  expect(event.flags?.auto).toBeUndefined()
})
