import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { run } from '../../bin/main.ts'

/** The command line, as npx finds it. */
export const faladesk = fileURLToPath(new URL('../../bin/faladesk.mjs', import.meta.url))
/** Where the files of one test run are; removed at its end. */
export const folder = mkdtempSync(join(tmpdir(), 'faladesk-rules-'))

/** How a command ended, what it answered, and what it complained about. */
export interface Said {
  code: number
  out: string
  wrong: string
}

/** A process of its own, with no server, no database and no language of the terminal to lean on. */
export const real = (...words: string[]): Promise<Said> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [faladesk, 'rules', ...words],
      { env: { PATH: process.env.PATH, LANG: 'C' } },
      (error, out, wrong) => resolve({ code: error ? Number(error.code) : 0, out, wrong }),
    )
  })

/** The same without the half second that starting a process takes. */
export const rules = async (...words: string[]): Promise<Said> => {
  const [out, wrong]: [string[], string[]] = [[], []]
  const said = (lines: string[]) => lines.map((line) => `${line}\n`).join('')
  const locale = words.includes('--locale') ? [] : ['--locale', 'pt-BR']
  const code = await run(
    ['rules', ...words, ...(words[0] === undefined ? [] : locale)],
    (line) => void out.push(line),
    (line) => void wrong.push(line),
  )
  return { code, out: said(out), wrong: said(wrong) }
}

/** Writes a file for a command to read. */
export const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
/** A condition on words. */
const word = (...words: string[]) => ({ all: [{ fact: 'message.text', operator: 'hasAnyWord', value: words }] })
/** A small document whose tests pass. */
export const document = {
  name: 'Atendimento',
  facts: 1,
  rules: [
    {
      id: 'boleto',
      name: 'Boleto',
      lane: 'reply',
      conditions: word('boleto'),
      event: { type: 'auto-reply', params: { text: 'Olá {{contact.name}}' } },
    },
    {
      id: 'silencio',
      name: 'Silêncio',
      lane: 'reply',
      on: { event: 'customer-silent', minutes: 30 },
      conditions: { all: [{ fact: 'conversation.state', operator: 'equal', value: 'pending' }] },
      event: { type: 'auto-reply', params: { text: 'Ainda está aí?' } },
    },
    {
      id: 'etiqueta',
      name: 'Etiqueta',
      lane: 'background',
      conditions: word('boleto', 'fatura'),
      event: { type: 'tag', params: { add: ['boleto'] } },
    },
  ],
  tests: [
    {
      name: 'pede boleto',
      facts: { 'message.text': 'meu boleto' },
      expect: { reply: 'boleto', background: ['etiqueta'] },
    },
  ],
}
/** Its file. */
export const good = file('good.json', document)

afterAll(() => rmSync(folder, { recursive: true }))
