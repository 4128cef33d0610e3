import { createHash } from 'node:crypto'
import type { ButtonsPart, ChannelContext, ListPart } from '@faladesk/plugin-sdk'
import { ask } from '@faladesk/twilio-codec'
import type { TwilioSettings } from './settings.ts'

/** What WhatsApp takes as real buttons and lists; beyond it the question is asked in numbered lines. */
export const choiceLimits = {
  body: 1024,
  buttons: { max: 3, title: 20, id: 200 },
  list: { rows: 10, title: 24, description: 72, id: 200, button: 20 },
}

// The host gives a whole send twenty seconds; a slow Content must leave time for the message itself.
const patienceMs = 2_500

type Question = ButtonsPart | ListPart

/**
 * The Content template that asks this question with real buttons, found by its name or made on the way; null when it
 * cannot be one, or Twilio will not make it now: then numbered lines ask the same.
 */
export const contentFor = async (part: Question, ctx: ChannelContext<TwilioSettings>): Promise<string | null> => {
  if (ctx.settings.realButtons === false || !fits(part)) return null
  const types = typesOf(part)
  const name = `faladesk_${createHash('sha256').update(JSON.stringify(types)).digest('hex').slice(0, 32)}`
  try {
    // The same question is asked of many customers: one Content serves them all.
    const search = new URLSearchParams({ ContentName: `^${name}$`, PageSize: '1' })
    const known = (await ask(ctx, `https://content.twilio.com/v2/Content?${search}`, undefined, patienceMs)) as {
      contents?: unknown
    }
    const found = Array.isArray(known.contents) ? sidOf(known.contents[0], name) : null
    if (found) return found
    const json = { friendly_name: name, language: 'pt_BR', variables: {}, types }
    return sidOf(await ask(ctx, 'https://content.twilio.com/v1/Content', { json }, patienceMs), name)
  } catch (error) {
    // Nothing has been sent yet, and a question in lines is better than none.
    ctx.log.warn(
      { code: (error as { code?: unknown }).code },
      'Twilio made no Content for buttons; numbered lines instead',
    )
    return null
  }
}

const sidOf = (content: unknown, name: string): string | null => {
  const { sid, friendly_name } = (content ?? {}) as { sid?: unknown; friendly_name?: unknown }
  return typeof sid === 'string' && sid.startsWith('HX') && friendly_name === name ? sid : null
}

const fits = (part: Question): boolean => {
  const choices: ListPart['rows'] = part.k === 'list' ? part.rows : part.buttons
  const said = [part.text, part.k === 'list' ? part.button : '', ...choices.flatMap((one) => Object.values(one))]
  // Twilio would read {{…}} as a variable.
  if (said.some((words) => words?.includes('{{')) || !within(part.text, choiceLimits.body)) return false
  if (part.k === 'list' && !within(part.button, choiceLimits.list.button)) return false
  const { title, id } = part.k === 'list' ? choiceLimits.list : choiceLimits.buttons
  const most = part.k === 'list' ? choiceLimits.list.rows : choiceLimits.buttons.max
  if (choices.length === 0 || choices.length > most || !different(choices.map((one) => one.title))) return false
  return choices.every(
    (one) =>
      within(one.title, title) && within(one.id, id) && (one.description?.length ?? 0) <= choiceLimits.list.description,
  )
}

const within = (text: string, most: number) => text.trim() !== '' && text.length <= most
const different = (titles: string[]) => new Set(titles).size === titles.length

const typesOf = (part: Question): object => {
  if (part.k === 'buttons')
    return { 'twilio/quick-reply': { body: part.text, actions: part.buttons.map(({ id, title }) => ({ id, title })) } }
  const items = part.rows.map(({ id, title, description }) => ({
    id,
    item: title,
    ...(description && { description }),
  }))
  return { 'twilio/list-picker': { body: part.text, button: part.button, items } }
}
