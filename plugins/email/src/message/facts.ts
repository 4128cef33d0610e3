import { type ChannelFacts, say } from '@faladesk/plugin-sdk'

/** What rules may ask about a mail. */
export const facts: ChannelFacts = {
  about: 'email',
  title: say('E-mail', 'Correo electrónico', 'E-mail'),
  facts: [
    {
      name: 'subject',
      type: 'text',
      label: say('Assunto', 'Asunto', 'Subject'),
      noun: say('o assunto do e-mail', 'el asunto del correo', 'the subject of the e-mail'),
      from: ({ subject }) => subject,
    },
    {
      name: 'sender',
      type: 'text',
      label: say('Endereço do remetente', 'Dirección del remitente', 'Sender’s address'),
      noun: say('o endereço do remetente', 'la dirección del remitente', 'the sender’s address'),
      from: ({ sender }) => sender?.value.toLowerCase(),
    },
    {
      name: 'sender_domain',
      type: 'text',
      label: say('Domínio do remetente', 'Dominio del remitente', 'Sender’s domain'),
      noun: say('o domínio do remetente', 'el dominio del remitente', 'the sender’s domain'),
      from: ({ sender }) => /@([^@\s]+)$/.exec(sender?.value ?? '')?.[1]?.toLowerCase(),
    },
    {
      name: 'written_to',
      type: 'text',
      label: say('Nosso endereço', 'Nuestra dirección', 'Our address'),
      noun: say(
        'o nosso endereço a que escreveram',
        'nuestra dirección a la que escribieron',
        'the address of ours they wrote to',
      ),
      from: ({ account }) => account?.toLowerCase(),
    },
    {
      name: 'authenticated',
      type: 'boolean',
      label: say('Remetente comprovado (DMARC)', 'Remitente comprobado (DMARC)', 'Sender proven (DMARC)'),
      says: {
        true: say('o remetente é comprovado', 'el remitente está comprobado', 'the sender is proven'),
        false: say('o remetente não é comprovado', 'el remitente no está comprobado', 'the sender is not proven'),
      },
      // Where no server of ours looked, nobody knows: that is no reason to doubt, and none to trust.
      from: ({ flags: { authentication } }) => (authentication?.dmarc ? authentication.dmarc === 'pass' : undefined),
    },
    {
      name: 'spoof_risk',
      type: 'boolean',
      label: say('Remetente talvez falso', 'Remitente quizás falso', 'Sender perhaps false'),
      says: {
        true: say('o remetente pode ser falso', 'el remitente puede ser falso', 'the sender may be false'),
        false: say('o remetente não parece falso', 'el remitente no parece falso', 'the sender does not look false'),
      },
      from: ({ flags }) => flags.spoofRisk === true,
    },
    {
      name: 'bulk',
      type: 'boolean',
      label: say('Lista ou propaganda', 'Lista o publicidad', 'List or advertising'),
      says: {
        true: say('o e-mail é de lista ou propaganda', 'el correo es de lista o publicidad', 'the e-mail is bulk mail'),
        false: say(
          'o e-mail não é de lista nem propaganda',
          'el correo no es de lista ni publicidad',
          'the e-mail is not bulk mail',
        ),
      },
      from: ({ flags }) => flags.bulk === true,
    },
    {
      name: 'automatic',
      type: 'boolean',
      label: say('Escrito por uma máquina', 'Escrito por una máquina', 'Written by a machine'),
      says: {
        true: say('uma máquina escreveu o e-mail', 'una máquina escribió el correo', 'a machine wrote the e-mail'),
        false: say(
          'nenhuma máquina escreveu o e-mail',
          'ninguna máquina escribió el correo',
          'no machine wrote the e-mail',
        ),
      },
      from: ({ flags }) => flags.auto === true,
    },
  ],
}
