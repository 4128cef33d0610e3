import { type AnyChannel, say } from '@faladesk/plugin-sdk'
import type { NewMessage } from '../../contract/index.ts'
import { badFields, conflict, type Wrong } from '../refusal.ts'
import type { Thread } from './thread.ts'

/** Throws a 400 naming every field of a new message that makes no sense. */
export const refuseWrongMessage = (asked: NewMessage, text: string, organization: string): void => {
  const wrong: Wrong[] = []
  if (text === '' && !asked.attachments?.length && !asked.template) wrong.push({ field: 'text', message: empty })
  if (asked.note && asked.template) wrong.push({ field: 'template', message: noteTemplate })
  if (asked.template && asked.attachments?.length) wrong.push({ field: 'attachments', message: templateAlone })
  asked.attachments?.forEach(({ path }, index) => {
    if (!isOwnPath(path, organization)) wrong.push({ field: `attachments.${index}.path`, message: foreignPath })
  })
  if (wrong.length > 0) throw badFields(...wrong)
}

/** Throws when this inbox can send nothing now (409), or not what is asked (400). */
export const refuseUnsendable = (thread: Thread, channel: AnyChannel | undefined, template: boolean): void => {
  if (thread.inbox_deleted) throw conflict('inbox_deleted', deleted)
  if (!thread.inbox_enabled) throw conflict('inbox_off', off)
  if (!channel) throw conflict('channel_missing', missing)
  if (template && !channel.capabilities.templates) throw badFields({ field: 'template', message: noTemplates })
}

const isOwnPath = (path: string, organization: string) => {
  const [first, ...rest] = path.split('/')
  return (
    first === organization &&
    rest.length > 0 &&
    rest.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\p{Cc}]/u.test(part))
  )
}

const empty = say(
  'Escreva uma mensagem ou anexe um arquivo.',
  'Escriba un mensaje o adjunte un archivo.',
  'Write a message or attach a file.',
)
const noteTemplate = say(
  'Uma nota não usa modelo; remova um dos dois.',
  'Una nota no usa plantilla; quite una de las dos.',
  'A note uses no template; remove one of the two.',
)
const templateAlone = say(
  'Um modelo vai sozinho; envie os anexos em outra mensagem.',
  'Una plantilla va sola; envíe los adjuntos en otro mensaje.',
  'A template goes alone; send the attachments in another message.',
)
const foreignPath = say(
  'Este arquivo não está na pasta da sua organização; envie-o de novo para o bucket attachments, em {organização}/{conversa}/{arquivo}.',
  'Este archivo no está en la carpeta de su organización; súbalo de nuevo al bucket attachments, en {organización}/{conversación}/{archivo}.',
  'This file is not in your organization’s folder; upload it again to the bucket attachments, at {organization}/{conversation}/{file}.',
)
const noTemplates = say(
  'Modelos não são aceitos neste canal; envie texto.',
  'Este canal no acepta plantillas; envíe texto.',
  'Templates are not supported by this channel; send text.',
)
const deleted = say(
  'A caixa de entrada desta conversa foi excluída; não há por onde responder.',
  'La bandeja de esta conversación fue eliminada; no hay por dónde responder.',
  'The inbox of this conversation was deleted; there is no way to answer through it.',
)
const off = say(
  'A caixa de entrada está desligada. Ligue-a em Ajustes para responder.',
  'La bandeja está apagada. Enciéndala en Ajustes para responder.',
  'The inbox is switched off. Switch it on in Settings to answer.',
)
const missing = say(
  'O canal desta conversa não está instalado neste servidor.',
  'El canal de esta conversación no está instalado en este servidor.',
  'The channel of this conversation is not installed on this server.',
)
