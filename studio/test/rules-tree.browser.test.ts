import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, signIn } from '../../core/test/support/person.ts'
import { type StartedServer, startServer } from '../../core/test/support/started-server.ts'
import { onWords, publish } from '../../core/test/support/workflow.ts'
import { newPage, signInTo, startBrowser } from './support/browser.ts'
import { violations } from './support/violations.ts'

const advanced = { fact: 'message.text', operator: 'not:containsText', value: 'teste', 'x-why': 'ruído' }

let server: StartedServer
let admin: Person
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer({ FALADESK_STUDIO_BUILD: '1' }), startBrowser()])
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  const boleto = onWords('boleto', ['boleto'], { type: 'auto-reply', params: { text: 'Segue o boleto.' } })
  const horario = onWords('horario', ['horário'], { type: 'auto-reply', params: { text: 'Das nove às seis.' } })
  await publish(admin, [boleto, { ...horario, conditions: { all: [advanced] } } as typeof horario])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

interface Held {
  draft: { rules: { id: string; name: string; conditions: unknown; event: unknown; 'x-note'?: string }[] }
}

async function opened() {
  const { page, errors } = await newPage(browser)
  await signInTo(page, server.url, 'admin@demo.faladesk.test')
  await page.goto(`${server.url}/regras`)
  await page.getByRole('treegrid', { name: 'Primeira resposta ganha' }).waitFor()
  const draft = async () => {
    await page.getByText('Rascunho salvo').waitFor()
    const workflow = /regras\/([\w-]+)/.exec(page.url())?.[1]
    return (await admin.call<Held>('GET', `/v1/workflows/${workflow}`)).draft
  }
  return { page, errors, draft }
}

const row = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[role=row]')?.getAttribute('data-row-key'))
/** Waits until the focus is in a row: edits are drawn a moment after the key. */
const atRow = (page: Page, key: string) => expect.poll(() => row(page)).toBe(key)

test('a rule of three conditions is built, moved, undone and saved by keyboard alone, and no screen on the way hurts accessibility', async () => {
  const { page, errors, draft } = await opened()
  const press = (...keys: string[]) =>
    keys.reduce((last, key) => last.then(() => page.keyboard.press(key)), Promise.resolve())
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Nova regra' }).first().focus()
  await press('Enter')
  await atRow(page, 'nova-regra/name')
  await press('Control+a')
  await page.keyboard.type('Nota fiscal')
  await press('Escape', 'ArrowDown', 'ArrowDown', 'ArrowDown')
  await atRow(page, 'nova-regra/conditions/all/0')
  await press('Enter', 'Tab', 'Tab')
  await page.keyboard.type('nota fiscal,danfe,Nota FISCAL,')
  await press('Escape', 'ArrowDown', 'Enter')
  await page.getByRole('combobox', { name: 'Condição' }).fill('horario de atend')
  await press('Enter')
  await atRow(page, 'nova-regra/conditions/all/1')
  await press('Escape', 'ArrowDown', 'Enter')
  await page.getByRole('combobox', { name: 'Condição' }).fill('Prioridade')
  await press('Enter')
  await atRow(page, 'nova-regra/conditions/all/2')
  await press('Escape', 'Alt+ArrowUp')
  await atRow(page, 'nova-regra/conditions/all/1')
  expect(await violations(page)).toEqual([])

  await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
  await atRow(page, 'nova-regra/event/params/text')
  await page.keyboard.type('Enviamos a nota por e-mail.')
  await press('Escape', 'Escape', 'Escape')
  await atRow(page, 'nova-regra')
  await press('Alt+ArrowUp')
  await expect.poll(() => page.locator('#announcements').textContent()).toBe('Nota fiscal: agora é a 2ª de 3')

  const { rules } = await draft()
  expect(rules.map(({ id }) => id)).toEqual(['boleto', 'nova-regra', 'horario'])
  expect(rules[1]).toMatchObject({
    name: 'Nota fiscal',
    conditions: {
      all: [
        { fact: 'message.text', operator: 'hasAnyWord', value: ['nota fiscal', 'danfe'] },
        { fact: 'conversation.priority', operator: 'equal', value: 'low' },
        { fact: 'calendar.open', operator: 'equal', value: true },
      ],
    },
    event: { type: 'auto-reply', params: { text: 'Enviamos a nota por e-mail.' } },
  })
  await press('Control+z')
  await expect.poll(async () => (await draft()).rules.map(({ id }) => id)).toEqual(['boleto', 'horario', 'nova-regra'])
  await press('Delete')
  await page.getByRole('button', { name: 'Desfazer', exact: true }).last().click()
  await expect.poll(async () => (await draft()).rules.length).toBe(3)
  expect(errors).toEqual([])
  await page.context().close()
})

test('the list and the JSON show one document: broken text waits, what the form cannot say is kept, undo is shared', async () => {
  const { page, errors, draft } = await opened()
  await page.getByRole('row', { name: /horario/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('avançado', { exact: true }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Nome', exact: true }).fill('Horário da loja')

  await page.getByRole('link', { name: 'JSON', exact: true }).click()
  const text = page.locator('.monaco-editor .view-lines').first()
  await text.getByText('Horário da loja').waitFor()
  await text.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText('!')
  await page.getByText('O texto não é JSON válido').waitFor()
  await page.getByRole('link', { name: 'Lista' }).click()
  await page.getByText('aqui você vê a última versão boa').waitFor()
  await page.getByRole('link', { name: 'JSON', exact: true }).click()
  await page.locator('.monaco-editor .view-lines').first().click()
  await page.keyboard.press('Control+z')
  await page.getByText('O texto não é JSON válido').waitFor({ state: 'hidden' })

  await page.getByRole('link', { name: 'Lista' }).click()
  const rule = async () => (await draft()).rules.find(({ id }) => id === 'horario')
  await expect.poll(rule).toMatchObject({ name: 'Horário da loja' })
  expect(JSON.stringify((await rule())?.conditions)).toBe(JSON.stringify({ all: [advanced] }))
  await page.locator('.rule-row').first().focus()
  await page.keyboard.press('Control+z')
  await expect
    .poll(async () => (await draft()).rules.find(({ id }) => id === 'horario')?.name)
    .not.toBe('Horário da loja')
  expect(errors).toEqual([])
  await page.context().close()
})
