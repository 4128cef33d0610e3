import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { faladesk, file, good, real, rules } from './support/rules-command.ts'

describe('simulate', () => {
  test('prints one decision for each line, in their order, on the event the facts name', async () => {
    const events = file(
      'events.jsonl',
      [
        '{"message.text":"o boleto, por favor"}',
        '{"event.type":"customer-silent","event.minutes":30,"conversation.state":"pending"}',
        '{}',
      ].join('\n'),
    )
    const { code, out } = await real('simulate', good, '--events', events, '--json')
    expect(code).toBe(0)
    const decisions = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(decisions).toMatchObject([
      { reply: 'boleto', background: ['etiqueta'] },
      { reply: 'silencio', background: [] },
      { reply: null, background: [] },
    ])
    for (const decision of decisions) {
      expect(Object.keys(decision)).toEqual(['reply', 'background', 'explain'])
      expect(decision.explain).toHaveLength(3)
    }
    const short = await rules('simulate', good, '--events', events, '--json', '--explain', 'matched')
    const explained = short.out
      .split('\n')
      .map((line) => line && JSON.parse(line).explain.map(({ id }: { id: string }) => id))
    expect(explained).toEqual([['boleto', 'etiqueta'], ['silencio'], [], ''])
    expect((await rules('simulate', good, '--events', events)).out).toContain(
      'O cliente receberia: “Olá [sem valor: Nome do contato]”',
    )
  })

  test('a line that cannot be read is named by its number; the others are decided', async () => {
    const lines = [
      '{"message.text":"boleto"}',
      '',
      '{oops',
      '[1]',
      '{"__proto__":{"x":1}}',
      '\u00e9',
      '{"message.text":"fatura"}',
    ]
    const { code, out, wrong } = await rules(
      'simulate',
      good,
      '--events',
      file('bad.jsonl', lines.join('\r\n')),
      '--json',
    )
    expect(code).toBe(2)
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(answers.map(({ reply, line }) => line ?? reply)).toEqual(['boleto', 3, 4, 5, 6, null])
    for (const number of [3, 4, 5, 6]) expect(wrong).toContain(`Line ${number} `)
    expect(wrong).toContain('4 lines were not understood.')
  })

  test('a file larger than its memory is read as it comes, by a reader that takes its time', async () => {
    const [count, line] = [5_000, `${JSON.stringify({ 'message.text': `boleto ${'x'.repeat(12_000)}` })}\n`]
    const events = file('large.jsonl', line.repeat(count))
    const child = spawn(
      process.execPath,
      ['--max-old-space-size=48', faladesk, 'rules', 'simulate', good, '--events', events, '--json'],
      {
        env: { PATH: process.env.PATH },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let lines = 0
    child.stdout.once('data', () => {
      child.stdout.pause()
      setTimeout(() => child.stdout.resume(), 1_000)
    })
    child.stdout.on('data', (chunk: Buffer) => {
      lines += chunk.toString('latin1').split('\n').length - 1
    })
    const [code] = await once(child, 'close')
    expect([code, lines]).toEqual([0, count])
  })
})
