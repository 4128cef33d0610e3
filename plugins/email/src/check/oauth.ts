import { type ChannelContext, Reconnect, Rejected, say, type TestResult, type Text } from '@faladesk/plugin-sdk'
import { accessToken } from '../connecting/oauth.ts'
import { within } from '../connecting/within.ts'
import type { EmailSettings } from '../settings/settings.ts'

/** Asks the provider for a token anew, as a wrong one must not look like a wrong password; well where no OAuth is used. */
export async function checkOauth(ctx: ChannelContext<EmailSettings>, deadlineMs: number): Promise<TestResult> {
  const { oauth } = ctx.settings
  if (!oauth) return { ok: true }
  if (!oauth.refreshToken && oauth.provider !== 'microsoft')
    return { ok: false, field: 'oauth.refreshToken', message: words.noToken }
  if (!oauth.refreshToken && !(oauth.tenant && oauth.clientSecret))
    return { ok: false, field: oauth.tenant ? 'oauth.clientSecret' : 'oauth.tenant', message: words.app }
  try {
    await within(accessToken(ctx, { fresh: true }), deadlineMs, 'the provider did not answer in time')
    return { ok: true }
  } catch (error) {
    const [field, message] = troubleOf(error)
    return { ok: false, field: `oauth${field}`, message }
  }
}

/** The server was given a valid token and refused it: whose it is, or what it may do, is wrong. */
export const tokenRefused = (group: 'imap' | 'smtp'): TestResult => ({
  ok: false,
  field: `${group}.user`,
  message: group === 'imap' ? words.imapAccess : words.smtpAccess,
})

const troubleOf = (error: unknown): [field: string, Text] => {
  if (error instanceof Rejected) return ['.tokenUrl', words.tokenUrl]
  if (!(error instanceof Reconnect)) return ['', words.later]
  const { code = '' } = error
  if (/AADSTS(?:90002|900023|50059)$/.test(code)) return ['.tenant', words.tenant]
  if (/AADSTS70001\d?$|AADSTS700016$|unauthorized_client/.test(code)) return ['.clientId', words.client]
  if (/AADSTS70002\d{0,2}$|invalid_client/.test(code)) return ['.clientSecret', words.clientSecret]
  return ['.refreshToken', words.token]
}

const words = {
  noToken: say(
    'Cole o refresh token da conta que lê e envia os e-mails.',
    'Pegue el refresh token de la cuenta que lee y envía los correos.',
    'Paste the refresh token of the account that reads and sends the mail.',
  ),
  app: say(
    'Sem refresh token, a Microsoft precisa do diretório (tenant) e do client secret do aplicativo.',
    'Sin refresh token, Microsoft necesita el directorio (tenant) y el client secret de la aplicación.',
    'Without a refresh token Microsoft needs the directory (tenant) and the app’s client secret.',
  ),
  token: say(
    'O provedor não aceita mais este refresh token. Gere outro com a mesma conta e cole aqui.',
    'El proveedor ya no acepta este refresh token. Genere otro con la misma cuenta y péguelo aquí.',
    'The provider no longer accepts this refresh token. Make another with the same account and paste it here.',
  ),
  client: say(
    'O provedor não conhece este Client ID, ou ele não pode usar este tipo de acesso. Copie-o do registro do aplicativo.',
    'El proveedor no conoce este Client ID, o no puede usar este tipo de acceso. Cópielo del registro de la aplicación.',
    'The provider does not know this Client ID, or it may not use this kind of access. Copy it from the app’s registration.',
  ),
  clientSecret: say(
    'O provedor recusou o client secret: está errado ou venceu. Crie outro no registro do aplicativo.',
    'El proveedor rechazó el client secret: es incorrecto o venció. Cree otro en el registro de la aplicación.',
    'The provider refused the client secret: it is wrong or expired. Make another in the app’s registration.',
  ),
  tenant: say(
    'A Microsoft não conhece este diretório. Copie o ID do diretório (tenant) do registro do aplicativo.',
    'Microsoft no conoce este directorio. Copie el ID del directorio (tenant) del registro de la aplicación.',
    'Microsoft does not know this directory. Copy the directory (tenant) ID from the app’s registration.',
  ),
  tokenUrl: say(
    'Para outro provedor, escreva o endereço do token.',
    'Para otro proveedor, escriba la dirección del token.',
    'For another provider, write its token address.',
  ),
  later: say(
    'O provedor do OAuth não respondeu. Confira o endereço do token e tente de novo.',
    'El proveedor de OAuth no respondió. Revise la dirección del token e intente de nuevo.',
    'The OAuth provider did not answer. Check the token address and try again.',
  ),
  imapAccess: say(
    'O token vale, mas o servidor (IMAP) o recusou. O usuário precisa ser a conta que autorizou o acesso, com a permissão de IMAP.',
    'El token vale, pero el servidor (IMAP) lo rechazó. El usuario debe ser la cuenta que autorizó el acceso, con el permiso de IMAP.',
    'The token is good, yet the server (IMAP) refused it. The user must be the account that gave access, with the permission for IMAP.',
  ),
  smtpAccess: say(
    'O token vale, mas o servidor (SMTP) o recusou. O usuário precisa ser a conta que autorizou o acesso, com a permissão de SMTP.',
    'El token vale, pero el servidor (SMTP) lo rechazó. El usuario debe ser la cuenta que autorizó el acceso, con el permiso de SMTP.',
    'The token is good, yet the server (SMTP) refused it. The user must be the account that gave access, with the permission for SMTP.',
  ),
}
