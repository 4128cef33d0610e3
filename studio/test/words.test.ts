import { describe, expect, test } from 'vitest'
import { safeName } from '../src/console/composer/attach.ts'
import { readSearch } from '../src/console/search.ts'
import { pieces } from '../src/console/thread/links.ts'
import { actionSentence } from '../src/console/why/action-words.ts'
import { rulesOf } from '../src/console/why/decisions.ts'
import { actualWords, leafSentence, sayValue } from '../src/console/why/leaf-words.ts'
import { outcomeTone, ruleName } from '../src/console/why/outcome.ts'
import { ApiError, errorFrom } from '../src/lib/api-error.ts'
import { errorKey } from '../src/lib/error-text.ts'
import { pickLocale } from '../src/lib/locale.ts'
import { isForMe } from '../src/shell/is-for-me.ts'
import { whyRefused } from '../src/shell/why-refused.ts'

const words = { nothing: 'vazio', yes: 'sim', no: 'não', emptyList: 'lista vazia' }
const leaf = { fact: 'message.text', operator: 'hasAnyWord', expected: ['boleto'], result: false, at: '' } as const

describe('a comparison in words', () => {
  test('says what was expected as a sentence', () => {
    expect(leafSentence(leaf, 'pt-BR')).toContain('boleto')
    expect(leafSentence(leaf, 'en')).not.toBe(leafSentence(leaf, 'pt-BR'))
  })

  test('says a yes-or-no fact as the statement it makes', () => {
    const open = { fact: 'calendar.open', operator: 'equal', expected: false, result: false, at: '' } as const
    const said = actualWords({ ...open, actual: true }, 'pt-BR', words)
    expect(said).not.toBe('sim')
    expect(said).not.toBe(leafSentence(open, 'pt-BR'))
  })

  test('says nothing, lists, texts and numbers as people do', () => {
    expect(sayValue(undefined, words)).toBe('vazio')
    expect(sayValue([], words)).toBe('lista vazia')
    expect(sayValue(['vip', 'sp'], words)).toBe('“vip”, “sp”')
    expect(sayValue(7, words)).toBe('7')
    expect(sayValue('x'.repeat(500), words).length).toBeLessThan(150)
  })
})

describe('an action in words', () => {
  test('tells what it noted and leaves out ids, which mean nothing to people', () => {
    const message = '0b9f6f5e-0000-4000-8000-000000000001'
    const said = actionSentence({ action: 'escalate', rule: 'r', ok: true, team: 'Entregas', message }, 'pt-BR', {})
    expect(said).toBe('Chamar uma pessoa: Entregas')
    expect(actionSentence({ action: 'tag', ok: true, tags: ['boleto', 'segunda via'] }, 'en', {})).toMatch(
      /: boleto, “segunda via”$/,
    )
  })

  test('that no catalogue knows is called by our own words, and without them by its name', () => {
    expect(actionSentence({ action: 'tell-waiting', ok: true }, 'en', { 'tell-waiting': 'Told' })).toBe('Told')
    expect(actionSentence({ action: 'plugin:thing', ok: true }, 'en', {})).toBe('plugin:thing')
  })
})

test('an explanation is read whether it holds the rules of one workflow or of several', () => {
  const rule = { id: 'a', name: 'A', lane: 'reply', outcome: 'matched', tree: null } as const
  expect(rulesOf([rule])).toEqual([rule])
  expect(rulesOf([{ rules: [rule] }, { rules: [] }])).toEqual([rule])
  expect(rulesOf(null)).toEqual([])
})

test('the rule that answered is called by its name, and by its id when the name is gone', () => {
  const rule = { id: 'a', name: 'Fora do horário', lane: 'reply', outcome: 'matched', tree: null } as const
  expect(ruleName({ reply_rule: 'a', explanation: [rule] })).toBe('Fora do horário')
  expect(ruleName({ reply_rule: 'Fora do horário', explanation: [rule] })).toBe('Fora do horário')
  expect(ruleName({ reply_rule: 'b', explanation: [rule] })).toBe('b')
  expect(ruleName({ reply_rule: null, explanation: [rule] })).toBeNull()
  expect(outcomeTone('wait')).toBe('neutral')
  expect(outcomeTone('ai-default')).toBe('ai')
})

describe('addresses in a message', () => {
  test('become links without the punctuation around them', () => {
    expect(pieces('Veja (https://loja.test/a?b=1).').map((one) => one.href ?? one.text)).toEqual([
      'Veja (',
      'https://loja.test/a?b=1',
      ').',
    ])
  })

  test('of any other kind stay text', () => {
    expect(pieces('javascript:alert(1) data:text/html,x').some((one) => one.href)).toBe(false)
  })

  test('lose no character of the message', () => {
    const text = 'a https://x.test, b http://y.test! c'
    expect(
      pieces(text)
        .map((one) => one.text)
        .join(''),
    ).toBe(text)
  })
})

test('a file keeps its ending and loses what a path cannot hold', () => {
  expect(safeName('Comprovante de coleção (1).PDF')).toBe('Comprovante-de-colecao-1-.PDF')
  expect(safeName('../../etc/passwd')).toBe('etc-passwd')
  expect(safeName('💥')).toBe('file')
})

test("an address's search is read strictly, what it does not know is left out", () => {
  expect(readSearch({ view: 'all', q: 'ana', panel: 'why', message: 'm', other: 1 })).toEqual({
    view: 'all',
    q: 'ana',
    panel: 'why',
    message: 'm',
  })
  expect(readSearch({ view: 'nope', q: '  ', panel: 3 })).toEqual({})
})

describe('an error in words', () => {
  test("is the server's own sentence when it has one for people", () => {
    const error = errorFrom(409, { error: { code: 'conflict', message: 'Somebody else has it.' } })
    expect(error).toMatchObject({ status: 409, code: 'conflict', message: 'Somebody else has it.' })
    expect(errorKey(error)).toBeNull()
  })

  test('is ours for what every screen can meet', () => {
    expect(errorKey(new ApiError(401, 'x', ''))).toBe('unauthorized')
    expect(errorKey(new ApiError(0, 'offline', ''))).toBe('offline')
    expect(errorKey(new ApiError(0, '', 'TypeError: Failed to fetch'))).toBe('offline')
    expect(errorKey(errorFrom(502, '<html>'))).toBe('unexpected')
    expect(errorKey(new Error('boom'))).toBe('unexpected')
  })
})

test('a refused sign-in says whether the password, the pace or the network is to blame', () => {
  expect(whyRefused({ message: 'Invalid login credentials', status: 400 })).toBe('wrong')
  expect(whyRefused({ message: '', status: 429 })).toBe('tooMany')
  expect(whyRefused({ message: 'Failed to fetch', status: 0 })).toBe('offline')
  expect(whyRefused({ message: 'x', status: 500 })).toBe('unexpected')
})

test('the language is the first of ours a person prefers, and Portuguese when none is', () => {
  expect(pickLocale(['fr-FR', 'es-MX', 'en'])).toBe('es')
  expect(pickLocale(['pt-PT'])).toBe('pt-BR')
  expect(pickLocale(['de'])).toBe('pt-BR')
})

test('a notice reaches whom it is meant for: one agent, a team, or everyone', () => {
  expect(isForMe({ team_id: null, agent_id: null }, 'me', [])).toBe(true)
  expect(isForMe({ team_id: null, agent_id: 'me' }, 'me', [])).toBe(true)
  expect(isForMe({ team_id: null, agent_id: 'other' }, 'me', ['t'])).toBe(false)
  expect(isForMe({ team_id: 't', agent_id: null }, 'me', ['t'])).toBe(true)
  expect(isForMe({ team_id: 't', agent_id: null }, 'me', [])).toBe(false)
})
