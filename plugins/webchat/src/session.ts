import {
  type ChannelContext,
  type Locale,
  locales,
  type RawRequest,
  type RawResponse,
  type Text,
} from '@faladesk/plugin-sdk'
import { json } from './answer.ts'
import { bodyOf } from './body.ts'
import { fileTypes, maxFile } from './file.ts'
import { personOf } from './person.ts'
import { questionsFor } from './questions.ts'
import type { WebchatSettings } from './settings.ts'
import { bearer, newVisitor, secondsNow, tokenFor, type Visitor, visitorOf } from './visitor.ts'

type Context = ChannelContext<WebchatSettings>

/** Creates a visitor, resumes the one whose token came along or takes the site's word for who it is; tells the widget how to look. */
export const session = (request: RawRequest, ctx: Context): RawResponse => {
  const body = bodyOf(request.body) ?? {}
  const token = bearer(request.headers) ?? (typeof body.token === 'string' ? body.token : undefined)
  const known = visitorOf(token, ctx)
  const visitor = typeof body.identity === 'string' ? identified(body.identity, known, ctx) : (known ?? newVisitor())
  if ('refused' in visitor) return refusal('identity_refused', `The identity was refused: ${visitor.refused}.`)
  if (ctx.settings.identity?.required && !visitor.person)
    return refusal(
      'identity_required',
      'This chat is for visitors the site has identified: Faladesk.identify({ token }).',
    )
  return json(200, answerFor(visitor, body.locale, ctx))
}

// Whoever was in this browser before as nobody is this person now; as somebody else, they have nothing to do with each other.
const identified = (jwt: string, known: Visitor | null, ctx: Context): Visitor | { refused: string } => {
  const person = personOf(jwt, ctx)
  if ('refused' in person) return person
  if (known?.person)
    return known.person.sub === person.sub ? { id: known.id, person, ...answered(known) } : { ...newVisitor(), person }
  return {
    ...newVisitor(),
    person,
    ...(known && { before: [known.id, secondsNow(ctx) + 1] as [string, number], ...answered(known) }),
  }
}

const answered = ({ answered: done }: Visitor) => (done ? { answered: true } : {})

const answerFor = (visitor: Visitor, pageLocale: unknown, ctx: Context) => {
  const { settings } = ctx
  const { look, prechat } = settings
  const locale = localeFor(settings.locale, pageLocale)
  const asked = visitor.answered ? [] : questionsFor(settings, visitor)
  return {
    token: tokenFor(visitor, ctx),
    visitor: visitor.person ? `user:${visitor.person.sub}` : visitor.id,
    title: settings.title || titles[locale],
    greeting: settings.greeting || greetings[locale],
    colour: settings.colour || '#2563eb',
    locale,
    ...(visitor.person && { person: { ...(visitor.person.name && { name: visitor.person.name }) } }),
    ...(look && { look }),
    ...(asked.length > 0 && {
      questions: asked,
      ...(prechat?.questionText && { question: prechat.questionText }),
      ...(prechat?.consentText && { consent: prechat.consentText }),
      ...(prechat?.privacyUrl && { privacy: prechat.privacyUrl }),
    }),
    files: { types: fileTypes, most: maxFile },
  }
}

/** Picks the language: the admin's choice, else the page's, else Portuguese. */
const localeFor = (chosen: WebchatSettings['locale'], page: unknown): Locale => {
  if (chosen && chosen !== 'auto') return chosen
  const wanted = typeof page === 'string' ? page.slice(0, 2).toLowerCase() : ''
  return locales.find((locale) => locale.slice(0, 2) === wanted) ?? 'pt-BR'
}

const refusal = (code: string, message: string) => json(401, { error: { code, message } })

const titles: Text = { 'pt-BR': 'Fale com a gente', es: 'Hable con nosotros', en: 'Talk to us' }

const greetings: Text = {
  'pt-BR': 'Olá! Como podemos ajudar?',
  es: '¡Hola! ¿En qué podemos ayudarle?',
  en: 'Hello! How can we help?',
}
