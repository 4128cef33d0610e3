import { expect, test } from 'vitest'
import { events } from './samples.ts'

const types = (own: Record<string, string>, settings: object = {}) => events(own, settings).map(({ type }) => type)

test('edge 31: what Advanced Opt-Out found decides, whatever the words are', () => {
  expect(types({ Body: 'não quero mais', OptOutType: 'STOP' })).toEqual(['message', 'optout'])
  expect(types({ Body: 'quero sim', OptOutType: 'START' })).toEqual(['message', 'optin'])
  expect(types({ Body: 'HELP', OptOutType: 'HELP' })).toEqual(['message'])
})

test('edge 31: the words Twilio itself obeys are opting out and in, as its answer to our next message would be', () => {
  for (const Body of ['STOP', 'stop', ' Stop. ', 'STOPALL', 'Unsubscribe', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'])
    expect(types({ Body }), Body).toEqual(['message', 'optout'])
  for (const Body of ['START', 'Unstop', 'Voltar']) expect(types({ Body }), Body).toEqual(['message', 'optin'])
})

test('edge 31: so are the words of the customer’s language, and only alone', () => {
  for (const Body of ['SAIR', 'Pare!', 'parar', 'Descadastrar', 'baja', '"Sair"'])
    expect(types({ Body }), Body).toEqual(['message', 'optout'])
  for (const Body of [
    'quero sair do plano',
    'cancelar',
    'Pare de ligar, por favor',
    'yes',
    'sim',
    '',
    'end of the story',
  ])
    expect(types({ Body }), Body).toEqual(['message'])
})

test('an organization chooses its words, with or without accents, and may have none', () => {
  expect(types({ Body: 'nao quero mais' }, { stopWords: ['Não quero mais'] })).toEqual(['message', 'optout'])
  expect(types({ Body: 'SAIR' }, { stopWords: [] })).toEqual(['message'])
  expect(types({ Body: 'STOP' }, { stopWords: [] })).toEqual(['message', 'optout'])
})

test('the opting out names the person and has its own key, and the words are kept', () => {
  expect(events({ Body: 'SAIR' })).toMatchObject([
    { type: 'message', idempotencyKey: 'message:SM1', content: [{ text: 'SAIR' }] },
    {
      type: 'optout',
      idempotencyKey: 'optout:SM1',
      from: { identities: [{ kind: 'phone', value: '+5511987650001' }] },
    },
  ])
})

test('a text made to keep a reader busy is read in time', () => {
  const took = [0, 1, 2].map(() => {
    const began = performance.now()
    events({ Body: `${'"'.repeat(100_000)}x${'\n'.repeat(100_000)}x` })
    return performance.now() - began
  })
  expect(Math.min(...took)).toBeLessThan(1000)
})
