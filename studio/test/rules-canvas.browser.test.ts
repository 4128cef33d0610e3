import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, signIn } from '../../core/test/support/person.ts'
import { type StartedServer, startServer } from '../../core/test/support/started-server.ts'
import { onWords, publish } from '../../core/test/support/workflow.ts'
import { newPage, signInTo, startBrowser } from './support/browser.ts'
import { violations } from './support/violations.ts'

const answer = (text: string) => ({ type: 'auto-reply', params: { text } })

let server: StartedServer
let admin: Person
let browser: Browser
let workflow: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer({ FALADESK_STUDIO_BUILD: '1' }), startBrowser()])
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  const row = (id: string, word: string) => ({
    ...onWords(id, [word], answer(`Segue: ${word}.`)),
    table: 'segunda-via',
  })
  await publish(admin, [
    row('boleto', 'boleto'),
    row('fatura', 'fatura'),
    { ...onWords('loja', ['loja'], answer('Das nove às seis.')), folder: 'Lojas' },
    { ...onWords('marca', ['procon'], { type: 'tag', params: { add: ['procon'] } }), lane: 'background' },
  ])
  const { data } = await admin.call<{ data: { id: string }[] }>('GET', '/v1/workflows')
  workflow = data[0]?.id ?? ''
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

interface Held {
  draft: { rules: { id: string; name: string; table?: string; conditions: { all: { value: unknown }[] } }[] }
}
const rules = async () => (await admin.call<Held>('GET', `/v1/workflows/${workflow}`)).draft.rules

async function opened(view: string) {
  const { page, errors } = await newPage(browser)
  await signInTo(page, server.url, 'admin@demo.faladesk.test')
  await page.goto(`${server.url}/regras/${workflow}/${view}`)
  return { page, errors }
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-card'))

test('the map is walked by keyboard from what happens to what is done, and Enter opens a rule', async () => {
  const { page, errors } = await opened('mapa')
  await page.locator('[data-card]').first().focus()
  await page.locator('.react-flow__edge').first().waitFor({ state: 'attached' })
  const lane = 'lane:event:message-received:reply'
  for (const [key, card] of [
    ['ArrowRight', lane],
    ['ArrowRight', 'rule:boleto'],
    ['Tab', 'rule:fatura'],
    ['ArrowRight', `action:${lane}:auto-reply:`],
    ['Home', 'event:message-received'],
    ['ArrowRight', lane],
    ['ArrowRight', 'rule:boleto'],
    ['ArrowDown', 'rule:fatura'],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(() => focused(page)).toBe(card)
  }
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === `/regras/${workflow}`)
  expect(errors).toEqual([])
  await page.context().close()
})

test('the path of a simulated message lights up, and the same map reads as text', async () => {
  const { page, errors } = await opened('mapa')
  await page.getByRole('button', { name: 'Simular', exact: true }).click()
  await page.getByLabel('O que o cliente escreve').fill('minha fatura, senão procon')
  await page.getByText('Caminho da mensagem', { exact: true }).waitFor()
  await page.locator('[data-card="rule:fatura"][data-mark="matched"]').waitFor()
  await page.locator('[data-card="rule:boleto"][data-mark="failed"]').waitFor()
  await page.locator('[data-card="rule:marca"][data-mark="matched"]').waitFor()
  await expect.poll(() => page.locator('.flow-line[data-lit="true"]').count()).toBeGreaterThan(4)
  await page.getByRole('button', { name: 'Ver como texto' }).click()
  await page.getByRole('heading', { name: 'Mensagem recebida → Resposta' }).waitFor()
  await page.getByRole('button', { name: 'fatura', exact: true }).waitFor()
  expect(errors).toEqual([])
  await page.context().close()
})

test('a table is edited by keyboard, pasted into from a spreadsheet with its errors shown first, and undone in one step', async () => {
  const { page, errors } = await opened('tabela')
  await page.getByRole('grid').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('gridcell', { name: 'boleto', exact: true }).click()
  await page.keyboard.press('Enter')
  await page.keyboard.type('; segunda via')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await rules())[0]?.conditions.all[0]?.value).toEqual(['boleto', 'segunda via'])

  await page.getByRole('button', { name: 'Colar planilha' }).click()
  const dialog = page.getByRole('dialog', { name: 'Colar da planilha' })
  await dialog
    .getByLabel('Cole aqui as células')
    .fill(
      'Regra\tTexto da mensagem contém alguma palavra de\tTexto\nboleto\tboleto\t\nnota\tnota fiscal; nf-e\tSegue a nota.\nfatura\tfatura; conta\tSegue a fatura.',
    )
  await dialog.getByText('Este campo não pode ficar vazio.').waitFor()
  await dialog.getByText('1 regra nova · 1 mudada · 1 com erro fica de fora').waitFor()
  await dialog.getByRole('button', { name: 'Aplicar 2 linhas' }).click()
  const values = async () =>
    (await rules()).filter(({ table }) => table).map(({ name, conditions }) => [name, conditions.all[0]?.value])
  await expect.poll(values).toEqual([
    ['boleto', ['boleto', 'segunda via']],
    ['fatura', ['fatura', 'conta']],
    ['nota', ['nota fiscal', 'nf-e']],
  ])
  await page.getByRole('button', { name: /^Desfazer/ }).click()
  await expect.poll(async () => (await values()).length).toBe(2)
  expect(errors).toEqual([])
  await page.context().close()
})
