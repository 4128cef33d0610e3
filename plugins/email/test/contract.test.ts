import { channelContract } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import { mail, settings } from './mails.ts'

const secret = 'um-segredo-bem-longo'

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
          idempotencyKey: 'message:m1@cliente.example:17656c2382e371db',
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
})
