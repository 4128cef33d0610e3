import {
  type ChannelContext,
  type Locale,
  locales,
  type RawRequest,
  type RawResponse,
  type Text,
} from '@faladesk/plugin-sdk'
import { bodyOf } from './body.ts'
import type { WebchatSettings } from './settings.ts'
import { bearer, newVisitor, tokenFor, visitorOf } from './visitor.ts'

/** Creates a visitor, or resumes the one whose token came along, and tells the widget how to look. */
export const session = (request: RawRequest, ctx: ChannelContext<WebchatSettings>): RawResponse => {
  const body = bodyOf(request.body) ?? {}
  const token = bearer(request.headers) ?? (typeof body.token === 'string' ? body.token : undefined)
  const visitor = visitorOf(token, ctx) ?? newVisitor()
  const { settings } = ctx
  const locale = localeFor(settings.locale, body.locale)
  const answer = {
    token: tokenFor(visitor, ctx),
    visitor,
    title: settings.title || titles[locale],
    greeting: settings.greeting || greetings[locale],
    colour: settings.colour || '#2563eb',
    locale,
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(answer),
  }
}

/** Picks the language: the admin's choice, else the page's, else Portuguese. */
const localeFor = (chosen: WebchatSettings['locale'], page: unknown): Locale => {
  if (chosen && chosen !== 'auto') return chosen
  const wanted = typeof page === 'string' ? page.slice(0, 2).toLowerCase() : ''
  return locales.find((locale) => locale.slice(0, 2) === wanted) ?? 'pt-BR'
}

const titles: Text = { 'pt-BR': 'Fale com a gente', es: 'Hable con nosotros', en: 'Talk to us' }

const greetings: Text = {
  'pt-BR': 'Olá! Como podemos ajudar?',
  es: '¡Hola! ¿En qué podemos ayudarle?',
  en: 'Hello! How can we help?',
}
