import { type Preset, say } from '@faladesk/plugin-sdk'

const server = (host: string, port: number, secure: boolean) => ({ host, port, secure })
const servers = (imap: object, smtp: object) => ({ inbound: 'imap', imap, smtp })

/** Where the mailboxes of well-known providers are, and what one must do there first. */
export const presets: readonly Preset[] = [
  {
    title: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    settings: {
      ...servers(server('imap.gmail.com', 993, true), server('smtp.gmail.com', 465, true)),
      authservId: 'mx.google.com',
    },
    note: say(
      'O Gmail pede uma senha de app: ligue a verificação em duas etapas e crie uma em myaccount.google.com/apppasswords.',
      'Gmail pide una contraseña de aplicación: active la verificación en dos pasos y cree una en myaccount.google.com/apppasswords.',
      'Gmail wants an app password: turn on 2-Step Verification and make one at myaccount.google.com/apppasswords.',
    ),
  },
  {
    title: 'Microsoft 365',
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'outlook.com.br'],
    settings: servers(server('outlook.office365.com', 993, true), server('smtp.office365.com', 587, false)),
    note: say(
      'A Microsoft não aceita senha por IMAP: deixe as senhas em branco e ligue “Entrar com OAuth”.',
      'Microsoft no acepta contraseña por IMAP: deje las contraseñas vacías y active «Entrar con OAuth».',
      'Microsoft takes no password over IMAP: leave the passwords empty and switch on “Sign in with OAuth”.',
    ),
  },
  {
    title: 'Yahoo',
    domains: ['yahoo.com', 'yahoo.com.br', 'ymail.com'],
    settings: servers(server('imap.mail.yahoo.com', 993, true), server('smtp.mail.yahoo.com', 465, true)),
    note: say(
      'O Yahoo pede uma senha de app, criada em Segurança da conta.',
      'Yahoo pide una contraseña de aplicación, creada en Seguridad de la cuenta.',
      'Yahoo wants an app password, made under Account security.',
    ),
  },
  {
    title: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    settings: servers(server('imap.mail.me.com', 993, true), server('smtp.mail.me.com', 587, false)),
    note: say(
      'A Apple pede uma senha de app, criada em account.apple.com.',
      'Apple pide una contraseña de aplicación, creada en account.apple.com.',
      'Apple wants an app-specific password, made at account.apple.com.',
    ),
  },
  {
    title: 'Zoho',
    domains: ['zoho.com', 'zohomail.com'],
    settings: servers(server('imappro.zoho.com', 993, true), server('smtppro.zoho.com', 465, true)),
    note: say(
      'Ligue o IMAP nas configurações de e-mail do Zoho. Com verificação em duas etapas, crie uma senha de app.',
      'Active IMAP en la configuración de correo de Zoho. Con verificación en dos pasos, cree una contraseña de aplicación.',
      'Turn IMAP on in Zoho’s mail settings. With two-factor sign-in, make an app password.',
    ),
  },
  {
    title: 'Locaweb',
    settings: servers(server('email-ssl.com.br', 993, true), server('email-ssl.com.br', 465, true)),
  },
  {
    title: 'KingHost',
    settings: servers(server('imap.kinghost.net', 993, true), server('smtp.kinghost.net', 465, true)),
  },
  {
    title: 'UOL',
    domains: ['uol.com.br', 'bol.com.br'],
    settings: servers(server('imap.uol.com.br', 993, true), server('smtps.uol.com.br', 465, true)),
  },
  {
    title: 'UOL Host',
    settings: servers(server('imap.uhserver.com', 993, true), server('smtps.uhserver.com', 465, true)),
  },
  {
    title: 'Terra',
    domains: ['terra.com.br'],
    settings: servers(server('imap.terra.com.br', 993, true), server('smtp.terra.com.br', 465, true)),
  },
  {
    title: 'HostGator',
    settings: servers(server('imap.titan.email', 993, true), server('smtp.titan.email', 465, true)),
    note: say(
      'Para e-mails do Titan, da HostGator. Na hospedagem comum, o servidor costuma ser mail.seudominio.com.br.',
      'Para correos de Titan, de HostGator. En el alojamiento común, el servidor suele ser mail.sudominio.com.',
      'For HostGator’s Titan mail. With plain hosting the server is usually mail.yourdomain.com.',
    ),
  },
]
