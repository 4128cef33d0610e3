import { list, number, optional, say } from '@faladesk/plugin-sdk'

/** What is asked of a mailbox beside its server: which folders count, and how far back to begin. */
export const mailboxSettings = {
  folders: optional(
    list({
      title: say('Pastas', 'Carpetas', 'Folders'),
      help: say(
        'Uma por linha; em branco é INBOX. A primeira avisa na hora, as outras são olhadas a cada dois minutos.',
        'Una por línea; vacío es INBOX. La primera avisa al instante, las demás se miran cada dos minutos.',
        'One a line; empty means INBOX. The first tells at once, the others are looked at every two minutes.',
      ),
      wrong: say(
        'Escreva um nome de pasta por linha.',
        'Escriba un nombre de carpeta por línea.',
        'Write one folder name a line.',
      ),
      maxItems: 10,
      item: { pattern: '\\S', maxLength: 200 },
    }),
  ),
  importDays: optional(
    number({
      title: say('Importar os últimos dias', 'Importar los últimos días', 'Import the last days'),
      help: say(
        'Quantos dias de e-mails anteriores trazer também. Em branco, só os que chegarem a partir de agora.',
        'Cuántos días de correos anteriores traer también. Vacío, solo los que lleguen desde ahora.',
        'How many days of earlier mail to bring in too. Empty: only what comes from now on.',
      ),
      integer: true,
      minimum: 1,
      maximum: 90,
    }),
  ),
}

/** The folders that are read, the one that tells of new mail first. */
export const foldersOf = ({ folders = [] }: { folders?: readonly string[] } = {}): string[] => {
  const named = folders.map((name) => name.trim()).filter(Boolean)
  return named.length > 0 ? [...new Set(named)] : ['INBOX']
}
