import { choice, group, list, optional, type Static, say, settings, text } from '@faladesk/plugin-sdk'
import { mailboxSettings } from './mailbox.ts'
import { oauthSettings } from './oauth.ts'
import { relaySettings } from './relay.ts'
import { server } from './server.ts'
import { webhookSettings } from './webhook.ts'

const address = '^\\s*[^\\s@<>"(),:;]+@[^\\s@<>"(),:;]+\\.[^\\s@<>"(),:;]+\\s*$'
const domain = '^[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$'

/** What an admin fills in to connect a mailbox. */
export const emailSettings = settings({
  address: text({
    title: say('Endereço de e-mail', 'Dirección de correo', 'E-mail address'),
    help: say(
      'O endereço para o qual seus clientes escrevem.',
      'La dirección a la que escriben sus clientes.',
      'The address your customers write to.',
    ),
    wrong: say(
      'Escreva um endereço como atendimento@suaempresa.com.br.',
      'Escriba una dirección como atencion@suempresa.com.',
      'Write an address such as support@yourcompany.com.',
    ),
    pattern: address,
    maxLength: 254,
    examples: ['sac@example.com'],
    fills: ['imap.user', 'smtp.user'],
  }),
  name: optional(
    text({
      title: say('Nome de quem envia', 'Nombre del remitente', 'Sender name'),
      help: say(
        'O nome que aparece para o cliente ao lado do endereço.',
        'El nombre que el cliente ve junto a la dirección.',
        'The name customers see beside the address.',
      ),
      maxLength: 120,
    }),
  ),
  inbound: choice(
    {
      imap: say('Lendo a caixa postal (IMAP)', 'Leyendo el buzón (IMAP)', 'Reading the mailbox (IMAP)'),
      smtp: say('Recebendo direto (SMTP)', 'Recibiendo directo (SMTP)', 'Receiving directly (SMTP)'),
      webhook: say('Por um provedor (webhook)', 'Por un proveedor (webhook)', 'Through a provider (webhook)'),
    },
    {
      title: say('Como os e-mails chegam', 'Cómo llegan los correos', 'How mail arrives'),
      help: say(
        'IMAP serve para quase todas as caixas. SMTP e webhook são para quem cuida do próprio domínio.',
        'IMAP sirve para casi todos los buzones. SMTP y webhook son para quien administra su propio dominio.',
        'IMAP suits almost every mailbox. SMTP and webhook are for those who run their own domain.',
      ),
      default: 'imap',
    },
  ),
  imap: optional(
    group(
      { ...server({ port: 993, secure: true, examples: ['imap.gmail.com'] }), ...mailboxSettings },
      {
        title: say('Recebimento (IMAP)', 'Recepción (IMAP)', 'Receiving (IMAP)'),
        help: say(
          'A senha pode ficar em branco se você usa OAuth. No Gmail, use uma senha de app.',
          'La contraseña puede quedar vacía si usa OAuth. En Gmail, use una contraseña de aplicación.',
          'The password may stay empty when you use OAuth. With Gmail, use an app password.',
        ),
        shown: { inbound: ['imap'] },
      },
    ),
  ),
  smtp: optional(
    group(server({ port: 465, secure: true, examples: ['smtp.gmail.com'] }), {
      title: say('Envio (SMTP)', 'Envío (SMTP)', 'Sending (SMTP)'),
      help: say(
        'O servidor pelo qual as respostas saem.',
        'El servidor por el que salen las respuestas.',
        'The server answers leave through.',
      ),
      shown: { relay: ['false'] },
    }),
  ),
  oauth: optional(oauthSettings),
  relay: optional(relaySettings),
  webhook: optional(webhookSettings),
  authservId: optional(
    text({
      title: say('Servidor que confere remetentes', 'Servidor que verifica remitentes', 'Server that checks senders'),
      help: say(
        'O nome que seu servidor escreve no início de Authentication-Results, como mx.google.com. Sem ele, o resultado não é mostrado.',
        'El nombre que su servidor escribe al inicio de Authentication-Results, como mx.google.com. Sin él, el resultado no se muestra.',
        'The name your server writes first in Authentication-Results, such as mx.google.com. Without it the result is not shown.',
      ),
      maxLength: 255,
      examples: ['mx.google.com'],
    }),
  ),
  signature: optional(
    text({
      title: say('Assinatura', 'Firma', 'Signature'),
      help: say('Vai ao fim de cada resposta.', 'Va al final de cada respuesta.', 'Goes at the end of every answer.'),
      maxLength: 2000,
      multiline: true,
    }),
  ),
  aliases: optional(
    list({
      title: say('Outros endereços desta caixa', 'Otras direcciones de este buzón', 'Other addresses of this mailbox'),
      help: say(
        'Um por linha. O cliente recebe a resposta do endereço para o qual escreveu.',
        'Una por línea. El cliente recibe la respuesta de la dirección a la que escribió.',
        'One a line. Customers are answered from the address they wrote to.',
      ),
      wrong: say(
        'Escreva um endereço de e-mail por linha.',
        'Escriba una dirección de correo por línea.',
        'Write one e-mail address a line.',
      ),
      maxItems: 50,
      item: { pattern: address, maxLength: 254 },
    }),
  ),
  replyDomain: optional(
    text({
      title: say('Domínio das respostas', 'Dominio de las respuestas', 'Reply domain'),
      help: say(
        'Só se os e-mails deste domínio chegam todos a esta caixa: cada conversa ganha um endereço próprio nele.',
        'Solo si todos los correos de este dominio llegan a este buzón: cada conversación recibe su propia dirección en él.',
        'Only when all mail of this domain comes to this mailbox: each conversation gets an address of its own in it.',
      ),
      wrong: say(
        'Escreva um domínio, como respostas.suaempresa.com.br.',
        'Escriba un dominio, como respuestas.suempresa.com.',
        'Write a domain, such as replies.yourcompany.com.',
      ),
      pattern: domain,
      maxLength: 253,
    }),
  ),
})

/** An inbox's settings as the plugin gets them, secrets opened. */
export type EmailSettings = Static<typeof emailSettings>
