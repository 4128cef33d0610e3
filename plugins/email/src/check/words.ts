import { say, type Text } from '@faladesk/plugin-sdk'
import type { ConnectionTrouble } from '../connecting/connection-trouble.ts'

interface Server {
  host: string
  port: number
  kind: 'IMAP' | 'SMTP'
}

/** The field to repair, within the server's group, and how, in plain words. */
export const remedyOf = (
  trouble: ConnectionTrouble,
  { host, port, kind }: Server,
  answer: string,
): { field: string; message: Text } => {
  const usual = kind === 'IMAP' ? '993' : '465'
  const open = kind === 'IMAP' ? '143' : '587'
  switch (trouble) {
    case 'host':
      return {
        field: 'host',
        message: say(
          `O servidor ${host} não existe. Confira o nome, sem espaços e sem https://.`,
          `El servidor ${host} no existe. Revise el nombre, sin espacios y sin https://.`,
          `There is no server ${host}. Check its name, without spaces and without https://.`,
        ),
      }
    case 'private':
      return {
        field: 'host',
        message: say(
          `${host} fica em uma rede privada, que esta instalação não permite. Use um servidor da internet.`,
          `${host} está en una red privada, que esta instalación no permite. Use un servidor de internet.`,
          `${host} is on a private network, which this installation does not allow. Use a server on the internet.`,
        ),
      }
    case 'port':
      return {
        field: 'port',
        message: say(
          `${host} não responde na porta ${port}. As portas comuns são ${usual} (TLS) e ${open}.`,
          `${host} no responde en el puerto ${port}. Los puertos comunes son ${usual} (TLS) y ${open}.`,
          `${host} does not answer on port ${port}. The usual ports are ${usual} (TLS) and ${open}.`,
        ),
      }
    case 'tls':
      return {
        field: 'secure',
        message: say(
          `A porta ${port} não fala TLS desde o início. Desligue "TLS desde o início" ou use a porta ${usual}.`,
          `El puerto ${port} no habla TLS desde el inicio. Desactive "TLS desde el inicio" o use el puerto ${usual}.`,
          `Port ${port} does not speak TLS from the start. Turn "TLS from the start" off, or use port ${usual}.`,
        ),
      }
    case 'plain':
      return {
        field: 'secure',
        message: say(
          `A porta ${port} espera TLS. Ligue "TLS desde o início" ou use a porta ${open}.`,
          `El puerto ${port} espera TLS. Active "TLS desde el inicio" o use el puerto ${open}.`,
          `Port ${port} waits for TLS. Turn "TLS from the start" on, or use port ${open}.`,
        ),
      }
    case 'starttls':
      return {
        field: 'secure',
        message: say(
          `${host} não oferece criptografia na porta ${port}. Ligue "TLS desde o início" e use a porta ${usual}.`,
          `${host} no ofrece cifrado en el puerto ${port}. Active "TLS desde el inicio" y use el puerto ${usual}.`,
          `${host} offers no encryption on port ${port}. Turn "TLS from the start" on and use port ${usual}.`,
        ),
      }
    case 'certificate':
      return {
        field: 'host',
        message: say(
          `O certificado do servidor não vale para ${host}: venceu, foi assinado por ele mesmo ou é de outro nome. Use o nome que seu provedor indica.`,
          `El certificado del servidor no vale para ${host}: venció, está firmado por él mismo o es de otro nombre. Use el nombre que indica su proveedor.`,
          `The server's certificate is not valid for ${host}: expired, signed by itself or for another name. Use the name your provider gives.`,
        ),
      }
    case 'login':
      return loginRemedy(answer, kind)
    case 'folder':
      return {
        field: 'folders',
        message: say(
          'Uma das pastas não existe nesta caixa postal. Confira os nomes, como INBOX.',
          'Una de las carpetas no existe en este buzón. Revise los nombres, como INBOX.',
          'One of the folders does not exist in this mailbox. Check their names, such as INBOX.',
        ),
      }
    case 'busy':
      return {
        field: 'host',
        message: say(
          `${host} está ocupado e pede para tentar mais tarde. Os ajustes podem estar certos.`,
          `${host} está ocupado y pide intentar más tarde. Los ajustes pueden estar bien.`,
          `${host} is busy and asks to come back later. The settings may be right.`,
        ),
      }
    case 'broken':
      return {
        field: 'host',
        message: say(
          `${host} atendeu na porta ${port} mas encerrou a conversa. Confira se é mesmo um servidor ${kind}.`,
          `${host} atendió en el puerto ${port} pero cerró la conversación. Revise si es un servidor ${kind}.`,
          `${host} answered on port ${port} and ended the talk. Check that it is an ${kind} server.`,
        ),
      }
  }
}

const loginRemedy = (answer: string, kind: string): { field: string; message: Text } => {
  if (/application-specific|app password|InvalidSecondFactor/i.test(answer))
    return {
      field: 'password',
      message: say(
        `Este provedor pede uma senha de app (${kind}). Crie uma na segurança da sua conta e cole aqui.`,
        `Este proveedor pide una contraseña de aplicación (${kind}). Cree una en la seguridad de su cuenta y péguela aquí.`,
        `This provider wants an app password (${kind}). Make one in your account's security page and paste it here.`,
      ),
    }
  if (/basic authentication is disabled|SmtpClientAuthentication is disabled|5\.7\.139/i.test(answer))
    return {
      field: 'password',
      message: say(
        `O Microsoft 365 não aceita mais senha aqui (${kind}). Preencha "Entrar com OAuth".`,
        `Microsoft 365 ya no acepta contraseña aquí (${kind}). Complete "Entrar con OAuth".`,
        `Microsoft 365 takes no password here any more (${kind}). Fill in "Sign in with OAuth".`,
      ),
    }
  return {
    field: 'password',
    message: say(
      `O servidor recusou o usuário ou a senha (${kind}). Confira os dois; o usuário costuma ser o e-mail inteiro.`,
      `El servidor rechazó el usuario o la contraseña (${kind}). Revise ambos; el usuario suele ser el correo completo.`,
      `The server refused the user or the password (${kind}). Check both; the user is usually the whole address.`,
    ),
  }
}
