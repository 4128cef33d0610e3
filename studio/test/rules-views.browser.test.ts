import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, signIn } from '../../core/test/support/person.ts'
import { type StartedServer, startServer } from '../../core/test/support/started-server.ts'
import { onWords, publish } from '../../core/test/support/workflow.ts'
import { newPage, signInTo, startBrowser } from './support/browser.ts'

let server: StartedServer
let admin: Person
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer({ FALADESK_STUDIO_BUILD: '1' }), startBrowser()])
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  await publish(
    admin,
    ['a', 'b', 'c'].map((id) => onWords(id, [`palavra ${id}`], { type: 'auto-reply', params: { text: `Oi ${id}` } })),
  )
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

type Rule = Record<string, unknown> & { id: string; name: string }
type Document = Record<string, unknown> & { rules: Rule[] }

// The same hundred edits in each run.
let state = 20261122
const random = (most: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * most)
}

// What a person writes into the text: each changes the expected document, which is then pasted whole.
const textEdits: ((document: Document, n: number) => Document)[] = [
  (document, n) => ({ ...document, name: `Fluxo ${n}` }),
  (document, n) => ({ ...document, [`x-nota-${n % 4}`]: { at: n, list: [n, null, 'ação'] } }),
  (document) => ({ ...document, rules: [...document.rules].reverse() }),
  (document, n) => changed(document, n % 3, (rule) => ({ ...rule, 'x-mark': `✓ ${n}` })),
  (document, n) => changed(document, n % 3, (rule) => Object.fromEntries(Object.entries(rule).reverse()) as Rule),
  (document, n) => changed(document, n % 3, (rule) => ({ ...rule, description: `linha 1\nlinha "${n}"` })),
]

const changed = (document: Document, index: number, change: (rule: Rule) => Rule): Document => ({
  ...document,
  rules: document.rules.map((rule, place) => (place === index ? change(rule) : rule)),
})

// What a person does in the list, and what must come of it.
const treeEdits: ((page: Page, document: Document, n: number) => Promise<Document>)[] = [
  async (page, document, n) => {
    const index = n % 3
    const { id } = document.rules[index] as Rule
    const name = page.locator(`[data-row-key="${id}/name"] input`)
    if (!(await name.isVisible())) {
      await page.locator(`[data-row-key="${id}"]`).focus()
      await page.keyboard.press('Enter')
    }
    await name.fill(`Regra ${n} é “${id}”`)
    return changed(document, index, (rule) => ({ ...rule, name: `Regra ${n} é “${id}”` }))
  },
  async (page, document, n) => {
    const index = n % 2
    const rules = [...document.rules]
    await page.locator(`[data-row-key="${rules[index]?.id}"]`).focus()
    await page.keyboard.press('Alt+ArrowDown')
    rules.splice(index + 1, 0, ...rules.splice(index, 1))
    return { ...document, rules }
  },
]

test('a hundred edits, in the text and in the list by turns, leave the expected document each time', async () => {
  const { page, errors } = await newPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  await signInTo(page, server.url, 'admin@demo.faladesk.test')
  await page.goto(`${server.url}/regras`)
  await page.getByRole('treegrid').first().waitFor()
  const workflow = /regras\/([\w-]+)/.exec(page.url())?.[1]
  const stored = async () => {
    await page.keyboard.press('Control+s')
    return JSON.stringify((await admin.call<{ draft: Document }>('GET', `/v1/workflows/${workflow}`)).draft)
  }
  let expected: Document = JSON.parse(await stored())
  const text = page.locator('.monaco-editor .view-lines').first()

  for (let step = 0; step < 50; step++) {
    expected = (textEdits[random(textEdits.length)] as (typeof textEdits)[0])(expected, random(1000))
    await page.getByRole('link', { name: 'JSON', exact: true }).click()
    await text.click()
    await page.evaluate((words) => navigator.clipboard.writeText(words), JSON.stringify(expected, null, random(5)))
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+v')
    await expect.poll(stored, { interval: 100 }).toBe(JSON.stringify(expected))

    await page.getByRole('link', { name: 'Lista' }).click()
    await page.getByRole('treegrid').first().waitFor()
    expected = await (treeEdits[random(treeEdits.length)] as (typeof treeEdits)[0])(page, expected, random(1000))
    await expect.poll(stored, { interval: 100 }).toBe(JSON.stringify(expected))
  }
  expect(errors).toEqual([])
  await page.context().close()
}, 600_000)
