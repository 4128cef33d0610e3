import { locales } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import { refusalOf, templateOf } from '../src/index.ts'
import { problemOf } from '../src/problems/problem-of.ts'
import { problems } from '../src/problems/table.ts'

const details = (code: number, said: string, subcode?: number) => ({
  code,
  ...(subcode && { error_subcode: subcode }),
  error_data: { details: said },
})

test('every known code says what it means and what to do, in three languages', () => {
  for (const [code] of problems) {
    const problem = problemOf({ code: Number(code) })
    for (const locale of locales) expect(problem.text?.[locale], code).toMatch(/\w+ \w+/)
    expect(problem.code).toBe(code)
  }
})

test.each([
  [131047, 'window_closed'],
  [131026, 'recipient'],
  [131050, 'policy'],
  [131049, 'policy'],
  [130472, 'policy'],
  [131056, 'throttled'],
  [130429, 'throttled'],
  [80007, 'throttled'],
  [4, 'throttled'],
  [131048, 'throttled'],
  [133016, 'throttled'],
  [190, 'auth'],
  [0, 'auth'],
  [10, 'auth'],
  [200, 'auth'],
  [131053, 'transient'],
  [131042, 'config'],
  [131021, 'recipient'],
  [132001, 'content'],
  [132999, 'content'],
  [987654, 'content'],
] as const)('code %i is %s', (code, kind) => {
  expect(problemOf({ code }).class).toBe(kind)
})

test('where a code means several things its details decide, never its title', () => {
  expect(problemOf(details(100, 'Object with ID 1 does not exist', 33)).class).toBe('config')
  expect(problemOf(details(100, 'Invalid parameter: button text')).class).toBe('content')
  expect(problemOf(details(131009, 'Recipient is not a valid WhatsApp user')).class).toBe('recipient')
  expect(problemOf(details(131053, 'Media type unsupported')).class).toBe('content')
  expect(problemOf({ code: 131053, title: 'Media type unsupported' }).class).toBe('transient')
  expect(problemOf(undefined)).toMatchObject({
    class: 'content',
    message: expect.stringContaining('did not deliver the message. Try'),
  })
})

test('360dialog’s own refusals are told apart', () => {
  const meta = (status: number, message: string) =>
    refusalOf({ status, body: { meta: { developer_message: message } } }).class
  expect(meta(401, 'Invalid api_key')).toBe('auth')
  expect(meta(403, 'Forbidden')).toBe('auth')
  expect(meta(400, 'This number is disabled due to an overdue payment')).toBe('config')
  expect(meta(400, 'Something in the body')).toBe('content')
  expect(meta(502, 'Bad gateway')).toBe('ambiguous')
})

test('an error inside a 200 is a refusal, and a 200 without id or error is uncertain', () => {
  expect(refusalOf({ status: 200, body: { error: { code: 131047 } } }).class).toBe('window_closed')
  expect(refusalOf({ status: 200, body: { errors: [{ code: 131026 }] } }).class).toBe('recipient')
  expect(refusalOf({ status: 200, body: { ok: true } }).class).toBe('ambiguous')
})

test('templates are read from either list, with the names their variables are filled in by', () => {
  expect(
    templateOf({
      name: 'entrega',
      language: 'pt_BR',
      category: 'UTILITY',
      status: 'APPROVED',
      components: [
        { type: 'HEADER', format: 'IMAGE' },
        { type: 'BODY', text: 'Oi {{1}}, chega {{2}}. {{1}}!' },
        {
          type: 'BUTTONS',
          buttons: [
            { type: 'QUICK_REPLY', text: 'Ok' },
            { type: 'URL', url: 'https://x.example/{{1}}' },
            { type: 'COPY_CODE' },
          ],
        },
      ],
    }),
  ).toEqual({
    ref: 'entrega',
    name: 'entrega',
    language: 'pt_BR',
    category: 'utility',
    status: 'approved',
    body: 'Oi {{1}}, chega {{2}}. {{1}}!',
    variables: ['header.image', '1', '2', 'button.1.url', 'button.2.code'],
  })
  expect(
    templateOf({
      name: 'ola',
      language: 'es',
      status: 'submitted',
      components: [{ type: 'body', text: 'Hola {{nombre}}' }],
    }),
  ).toMatchObject({
    status: 'pending',
    variables: ['nombre'],
  })
  for (const strange of [null, 7, {}, { name: 'x' }, { name: 'x', language: 'es', components: 'none' }])
    expect(() => templateOf(strange)).not.toThrow()
})
