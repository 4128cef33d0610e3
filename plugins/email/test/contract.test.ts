import type { OutboundMessage } from '@faladesk/plugin-sdk'
import { channelContract } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import { ownMessageId } from '../src/threads/token.ts'
import { noDovecot, startDovecot } from './dovecot.ts'
import { mailbox, mailOf } from './imap-host.ts'
import { context, mail, settings as posting } from './mails.ts'

const secret = 'um-segredo-bem-longo'
// The kit plays providers over HTTP: answers leave by the relay here, by SMTP in send-smtp.test.ts.
const relay = { url: 'https://relay.example/mails', secret: 'o-segredo-do-envio' }
const settings = { ...posting, relay }

const message: OutboundMessage = {
  id: '0192f3a0-0000-7000-8000-000000000001',
  to: [{ kind: 'email', value: 'ana@cliente.example' }],
  content: [{ k: 'text', text: 'Olá!' }],
  statusUrl: '',
}
const ourId = ownMessageId(context(), message.id)
const status = (code: number) => () => new Response('no', { status: code })
const file = { mime: 'application/pdf', part: '0' }
const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const withFiles = mail(
  { 'Content-Type': 'multipart/mixed; boundary=B' },
  [
    '--B\r\nContent-Type: text/html\r\n\r\n<p>Veja: <img src="cid:foto@x"></p>',
    `--B\r\nContent-Type: image/png\r\nContent-ID: <foto@x>\r\nContent-Transfer-Encoding: base64\r\n\r\n${picture.toString('base64')}`,
    '--B\r\nContent-Type: application/octet-stream; name=nota\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=6Eota',
    '--B--\r\n',
  ].join('\r\n'),
)
const named = mail({ Subject: 'Nota 12/2026: "final"' })
const unnamed = mail({ Subject: '' })

channelContract(channel, {
  settings,
  cases: [
    {
      name: 'an answer with a quote',
      request: {
        hook: 'inbound',
        headers: { 'content-type': 'message/rfc822' },
        body: mail(
          { 'In-Reply-To': '<outro@x.example>' },
          'Oi, não recebi.\r\n\r\nEm dom., 22 de nov. de 2026 às 07:00, Loja <suporte@loja.example> escreveu:\r\n\r\n> Saiu hoje.\r\n',
        ),
      },
      events: [
        {
          type: 'message',
          externalId: 'm1@cliente.example',
          idempotencyKey: 'message:m1@cliente.example:6f0f26a031a239e4',
          occurredAt: '2026-11-22T11:00:00.000Z',
          account: 'suporte@loja.example',
          from: { identities: [{ kind: 'email', value: 'ana@cliente.example' }], name: 'Ana Souza' },
          to: [{ kind: 'email', value: 'suporte@loja.example' }],
          thread: { replyToExternalIds: ['outro@x.example'], subject: 'Pedido 123' },
          content: [
            {
              k: 'text',
              text: 'Oi, não recebi.\n\nEm dom., 22 de nov. de 2026 às 07:00, Loja <suporte@loja.example> escreveu:\n\n> Saiu hoje.',
              visible: [0, 15],
            },
          ],
        },
      ],
    },
    {
      name: 'a mail that came back, posted as a form',
      request: {
        hook: 'inbound',
        headers: { 'content-type': 'multipart/form-data; boundary=FORM' },
        body: `--FORM\r\nContent-Disposition: form-data; name="envelope"\r\n\r\n{"to":["suporte@loja.example"],"from":""}\r\n--FORM\r\nContent-Disposition: form-data; name="email"\r\n\r\n${mail(
          {
            From: 'MAILER-DAEMON@mx.example',
            'Message-ID': '<b1@mx.example>',
            Subject: 'Undelivered Mail',
            'Content-Type': 'multipart/report; report-type=delivery-status; boundary=B',
          },
          '--B\r\n\r\nIt failed.\r\n--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; bia@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <de-outro@y.example>\r\n\r\n--B--\r\n',
        )}\r\n--FORM--\r\n`,
      },
      events: [
        {
          type: 'bounce',
          externalId: 'b1@mx.example',
          idempotencyKey: 'bounce:b1@mx.example',
          occurredAt: '2026-11-22T11:00:00.000Z',
          messageExternalId: 'de-outro@y.example',
          recipient: { kind: 'email', value: 'bia@x.example' },
          status: 'failed',
          error: {
            class: 'recipient',
            code: '5.1.1',
            message: 'The mail came back: this address does not exist or was closed. Ask the customer for another.',
            text: {
              'pt-BR': 'O e-mail voltou: este endereço não existe ou foi desativado. Peça outro ao cliente.',
              es: 'El correo volvió: esta dirección no existe o fue desactivada. Pida otra al cliente.',
              en: 'The mail came back: this address does not exist or was closed. Ask the customer for another.',
            },
          },
        },
      ],
    },
  ],
  sign: (request, ctx) => ({
    ...request,
    headers: { ...request.headers, 'x-faladesk-secret': ctx.settings.webhook?.secret ?? '' },
  }),
  other: { settings: { ...settings, webhook: { provider: 'raw', secret: 'o-segredo-de-outra-empresa' } } },
  // A password in the request proves who calls, not what is said: forgeries are of the password.
  tamper: (signed) =>
    ['', secret.slice(1), `${secret}x`, secret.toUpperCase()].map((given) => ({
      ...signed,
      headers: { ...signed.headers, 'x-faladesk-secret': given },
    })),
  media: {
    held: [
      {
        name: 'a mail with a picture in its words and a file of unknown kind',
        request: { hook: 'inbound', body: withFiles, headers: { 'content-type': 'message/rfc822' } },
        files: [
          { mime: 'image/png', bytes: picture },
          { mime: 'application/octet-stream', bytes: Buffer.from('nota') },
        ],
      },
    ],
  },
  originals: [
    {
      name: 'a raw mail whose subject is no name for a file',
      request: { hook: 'inbound', body: named },
      original: { bytes: Buffer.from(named), mime: 'message/rfc822', filename: 'Nota 12 2026 final.eml' },
    },
    {
      name: 'a mail without a subject, posted as a form',
      request: {
        hook: 'inbound',
        headers: { 'content-type': 'multipart/form-data; boundary=FORM' },
        body: `--FORM\r\nContent-Disposition: form-data; name="email"\r\n\r\n${unnamed}\r\n--FORM--\r\n`,
      },
      original: { bytes: Buffer.from(unnamed), mime: 'message/rfc822', filename: 'e-mail.eml' },
    },
    {
      name: 'a word of the provider that is no mail',
      request: { hook: 'inbound', body: JSON.stringify({ Type: 'SubscriptionConfirmation', Message: 'x' }) },
      original: null,
    },
  ],
  stream: {
    absent: noDovecot,
    async source() {
      const dovecot = await startDovecot()
      let count = 0
      return {
        settings: mailbox(dovecot, 'loja', { importDays: 5 }),
        async put(more) {
          dovecot.fill(
            'loja',
            Array.from({ length: more }, () => mailOf(`contract-${++count}`)),
          )
        },
        kick: async () => dovecot.kick('loja'),
        renumber: async () => {
          // Its number is the second it is made in.
          await new Promise((resolve) => setTimeout(resolve, 1100))
          dovecot.renumber('loja')
          dovecot.kick('loja')
        },
        stop: () => dovecot.stop(),
      }
    },
  },
  keyless: [{ ...settings, webhook: { provider: 'raw', secret: '' } }],
  rotated: { ...settings, webhook: { provider: 'raw', secret: 'o-segredo-novo-em-folha', previousSecret: secret } },
  send: {
    message,
    externalId: ourId,
    accepted: () => Response.json({ id: `<${ourId}>` }),
    at: (baseUrl) => ({ ...settings, relay: { ...relay, url: `${baseUrl}/mails` } }),
    refusals: [
      { name: 'a wrong secret', answer: status(403), class: 'auth' },
      { name: 'a mail that is too large', answer: status(413), class: 'content' },
      { name: 'an address that takes no mail', answer: status(404), class: 'config' },
    ],
    unsendable: [
      {
        name: 'a contact without an address',
        message: { ...message, to: [{ kind: 'phone', value: '+5511987650001' }] },
        class: 'recipient',
      },
      {
        name: 'a file without an address',
        message: { ...message, content: [{ k: 'media', media: file }] },
        class: 'content',
      },
    ],
  },
  health: [
    { name: 'a relay that is there', answer: () => Response.json({ ready: true }), ok: true },
    { name: 'a relay that only takes POST', answer: status(405), ok: true },
    { name: 'a wrong secret', answer: status(401), ok: false, field: 'relay.secret' },
    { name: 'an address that is no relay', answer: status(404), ok: false, field: 'relay.url' },
  ],
})
