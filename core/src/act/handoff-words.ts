import type { Locale } from '@faladesk/plugin-sdk'
import { isOpen, nextOpening } from '../decide/calendar.ts'
import type { Context } from '../decide/context.ts'
import { openingWords } from '../decide/opening-words.ts'

/** Tells a customer who will answer and when: now, or at the next opening; with the protocol number. */
export function handoffText({ calendar, conversation, now, organization }: Context, team: string | null): string {
  const { locale, timezone } = organization
  const words = speech[locale]
  const who = team ? words.team(team) : words.someone
  if (isOpen(calendar, timezone, now)) return words.open(who, conversation.protocol)
  const opening = nextOpening(calendar, timezone, now)
  const when = opening ? openingWords(opening, now, timezone, locale) : words.soon
  return words.closed(who, when, conversation.protocol)
}

interface Speech {
  someone: string
  soon: string
  team(name: string): string
  open(who: string, protocol: string): string
  closed(who: string, when: string, protocol: string): string
}

const speech: Record<Locale, Speech> = {
  'pt-BR': {
    someone: 'Uma pessoa da nossa equipe',
    soon: 'assim que possível',
    team: (name) => `Uma pessoa da equipe ${name}`,
    open: (who, protocol) => `Certo! ${who} vai responder por aqui em instantes. Seu protocolo é ${protocol}.`,
    closed: (who, when, protocol) =>
      `Recebemos sua mensagem. Agora estamos fora do horário de atendimento. ${who} responde por aqui ${when}. Seu protocolo é ${protocol}.`,
  },
  es: {
    someone: 'Una persona de nuestro equipo',
    soon: 'lo antes posible',
    team: (name) => `Una persona del equipo ${name}`,
    open: (who, protocol) =>
      `¡Listo! ${who} le responderá por aquí en un momento. Su número de protocolo es ${protocol}.`,
    closed: (who, when, protocol) =>
      `Recibimos su mensaje. Ahora estamos fuera del horario de atención. ${who} le responderá por aquí ${when}. Su número de protocolo es ${protocol}.`,
  },
  en: {
    someone: 'Someone from our team',
    soon: 'as soon as possible',
    team: (name) => `Someone from the ${name} team`,
    open: (who, protocol) => `Got it! ${who} will answer here in a moment. Your reference is ${protocol}.`,
    closed: (who, when, protocol) =>
      `We got your message. We are closed right now. ${who} will answer here ${when}. Your reference is ${protocol}.`,
  },
}
