import { choice, group, optional, say, secret, text } from '@faladesk/plugin-sdk'

/** Signing in by tokens instead of a password, as Google and Microsoft want it. */
export const oauthSettings = group(
  {
    provider: choice(
      {
        google: say('Google', 'Google', 'Google'),
        microsoft: say('Microsoft', 'Microsoft', 'Microsoft'),
        other: say('Outro', 'Otro', 'Other'),
      },
      { title: say('Provedor', 'Proveedor', 'Provider') },
    ),
    clientId: text({ title: say('Client ID', 'Client ID', 'Client ID'), maxLength: 512 }),
    clientSecret: optional(
      secret({
        title: say('Client secret', 'Client secret', 'Client secret'),
        help: say(
          'Em branco se o aplicativo registrado não tem um.',
          'Vacío si la aplicación registrada no tiene uno.',
          'Empty when the registered app has none.',
        ),
        maxLength: 1024,
      }),
    ),
    refreshToken: optional(
      secret({
        title: say('Refresh token', 'Refresh token', 'Refresh token'),
        help: say(
          'Da conta que lê e envia. Em branco só na Microsoft, quando o próprio aplicativo tem IMAP.AccessAsApp e SMTP.SendAsApp.',
          'De la cuenta que lee y envía. Vacío solo en Microsoft, cuando la propia aplicación tiene IMAP.AccessAsApp y SMTP.SendAsApp.',
          'Of the account that reads and sends. Empty only with Microsoft, when the app itself has IMAP.AccessAsApp and SMTP.SendAsApp.',
        ),
        maxLength: 8192,
      }),
    ),
    tenant: optional(
      text({
        title: say('Diretório (tenant)', 'Directorio (tenant)', 'Directory (tenant)'),
        help: say(
          'Só da Microsoft: o ID ou o domínio do diretório. Em branco, qualquer um.',
          'Solo de Microsoft: el ID o el dominio del directorio. Vacío, cualquiera.',
          'Microsoft only: the directory’s ID or domain. Empty: any.',
        ),
        wrong: say(
          'Escreva o ID ou o domínio, como suaempresa.onmicrosoft.com.',
          'Escriba el ID o el dominio, como suempresa.onmicrosoft.com.',
          'Write the ID or the domain, such as yourcompany.onmicrosoft.com.',
        ),
        pattern: '^\\s*[A-Za-z0-9.-]+\\s*$',
        maxLength: 255,
      }),
    ),
    tokenUrl: optional(
      text({
        title: say('Endereço do token', 'Dirección del token', 'Token address'),
        help: say('Só para outro provedor.', 'Solo para otro proveedor.', 'Only for another provider.'),
        wrong: say(
          'Escreva um endereço completo, com https://.',
          'Escriba una dirección completa, con https://.',
          'Write a whole address, with https://.',
        ),
        pattern: '^https?://[^\\s#]+$',
        maxLength: 500,
      }),
    ),
  },
  {
    title: say('Entrar com OAuth', 'Entrar con OAuth', 'Sign in with OAuth'),
    help: say(
      'No lugar da senha, para Gmail e Microsoft 365.',
      'En lugar de la contraseña, para Gmail y Microsoft 365.',
      'In place of a password, for Gmail and Microsoft 365.',
    ),
  },
)
