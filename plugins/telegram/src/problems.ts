import { type ErrorClass, say, type Text } from '@faladesk/plugin-sdk'

const blocked = say(
  'O cliente bloqueou o bot ou apagou a conversa; só ele pode recomeçar.',
  'El cliente bloqueó el bot o borró el chat; solo él puede empezar de nuevo.',
  'The customer blocked the bot or deleted the chat; only they can start again.',
)
const stranger = say(
  'Esta pessoa ainda não falou com o bot, e no Telegram é ela quem começa. Envie o link t.me do bot a ela.',
  'Esta persona aún no habló con el bot, y en Telegram es ella quien empieza. Envíele el enlace t.me del bot.',
  'This person has not talked to the bot yet, and on Telegram they go first. Send them the bot’s t.me link.',
)
const gone = say(
  'Esta conta do Telegram não existe mais.',
  'Esta cuenta de Telegram ya no existe.',
  'This Telegram account no longer exists.',
)
const answered = say(
  'A mensagem respondida não existe mais no Telegram.',
  'El mensaje respondido ya no existe en Telegram.',
  'The message being answered no longer exists on Telegram.',
)
const tooLong = say(
  'O texto é longo demais para o Telegram.',
  'El texto es demasiado largo para Telegram.',
  'The text is too long for Telegram.',
)
const file = say(
  'O Telegram não aceitou o arquivo: confira o tipo e o tamanho (até 25 MB, fotos até 10 MB).',
  'Telegram no aceptó el archivo: revise el tipo y el tamaño (hasta 25 MB, fotos hasta 10 MB).',
  'Telegram did not accept the file: check its type and size (up to 25 MB, pictures up to 10 MB).',
)
const buttons = say(
  'O Telegram não aceitou os botões: encurte os identificadores para até 64 bytes.',
  'Telegram no aceptó los botones: acorte los identificadores a 64 bytes como máximo.',
  'Telegram did not accept the buttons: shorten their ids to at most 64 bytes.',
)
const empty = say('Não há nada para enviar.', 'No hay nada para enviar.', 'There is nothing to send.')
const restricted = say(
  'O Telegram restringiu este bot; veja a conversa com @SpamBot e @BotFather.',
  'Telegram restringió este bot; vea el chat con @SpamBot y @BotFather.',
  'Telegram restricted this bot; see the chats with @SpamBot and @BotFather.',
)
const other = say('O Telegram recusou a mensagem.', 'Telegram rechazó el mensaje.', 'Telegram refused the message.')

// The Bot API has few codes; its descriptions are what tells (tdlib/telegram-bot-api).
const told: [words: RegExp, kind: ErrorClass, code: string, text: Text][] = [
  [/bot was blocked by the user|bot was kicked/i, 'recipient', 'blocked', blocked],
  [/can't initiate conversation|PEER_ID_INVALID|chat not found|user not found/i, 'recipient', 'not_started', stranger],
  [/user is deactivated|INPUT_USER_DEACTIVATED/i, 'recipient', 'deactivated', gone],
  [/repl(y|ied) (message )?not found|message to be replied/i, 'content', 'reply_gone', answered],
  [/message is too long|caption is too long|ENTITY_TEXT|MEDIA_CAPTION_TOO_LONG/i, 'content', 'too_long', tooLong],
  [/message text is empty|must be non-empty/i, 'content', 'empty', empty],
  [/BUTTON_|reply_markup|inline keyboard/i, 'content', 'buttons', buttons],
  [
    /file|PHOTO_|IMAGE_|MEDIA_|HTTP URL|WEBPAGE_|VIDEO_|wrong type|too (big|large)|dimensions/i,
    'content',
    'file',
    file,
  ],
  [/USER_RESTRICTED|bot is restricted|not enough rights|FROZEN/i, 'policy', 'restricted', restricted],
]

/** What a refusal of the Bot API means, from its code and words. */
export const meaningOf = (status: number, description: string): { class: ErrorClass; code: string; text: Text } => {
  for (const [words, kind, code, text] of told) if (words.test(description)) return { class: kind, code, text }
  // Forbidden without known words is still about this chat.
  if (status === 403) return { class: 'recipient', code: '403', text: blocked }
  return { class: 'content', code: String(status), text: other }
}
