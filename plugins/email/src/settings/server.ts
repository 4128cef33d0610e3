import { number, optional, say, secret, text, toggle } from '@faladesk/plugin-sdk'

/** The fields of one mail server: where it is and who we are there. */
export const server = ({ port, secure, examples }: { port: number; secure: boolean; examples: string[] }) => ({
  host: text({
    title: say('Servidor', 'Servidor', 'Server'),
    wrong: say(
      'Escreva só o nome do servidor, sem porta, como imap.suaempresa.com.br.',
      'Escriba solo el nombre del servidor, sin puerto, como imap.suempresa.com.',
      'Write only the server’s name, without a port, such as imap.yourcompany.com.',
    ),
    pattern: '^\\s*[A-Za-z0-9._-]+\\s*$|^\\s*\\[?[0-9A-Fa-f:.]+\\]?\\s*$',
    maxLength: 253,
    examples,
  }),
  port: number({
    title: say('Porta', 'Puerto', 'Port'),
    integer: true,
    minimum: 1,
    maximum: 65535,
    default: port,
  }),
  secure: toggle({
    title: say('TLS desde o início', 'TLS desde el inicio', 'TLS from the start'),
    help: say(
      'Ligado nas portas 993 e 465. Desligado, usamos STARTTLS quando o servidor oferece (143 e 587).',
      'Activado en los puertos 993 y 465. Desactivado, usamos STARTTLS si el servidor lo ofrece (143 y 587).',
      'On for ports 993 and 465. When off, STARTTLS is used where the server offers it (143 and 587).',
    ),
    default: secure,
  }),
  user: text({
    title: say('Usuário', 'Usuario', 'User'),
    help: say(
      'Quase sempre o endereço de e-mail inteiro.',
      'Casi siempre la dirección de correo completa.',
      'Nearly always the whole e-mail address.',
    ),
    maxLength: 254,
  }),
  password: optional(secret({ title: say('Senha', 'Contraseña', 'Password'), maxLength: 1024 })),
})
