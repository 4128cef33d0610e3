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
  await publish(admin, [
    onWords('boleto', ['boleto'], { type: 'auto-reply', params: { text: 'Segue o boleto.' } }),
    onWords('horario', ['horário'], { type: 'auto-reply', params: { text: 'Das nove às seis.' } }),
  ])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const openAsAdmin = async (path: string) => {
  const opened = await newPage(browser)
  const foreign: string[] = []
  opened.page.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== server.url) foreign.push(url.href)
  })
  await signInTo(opened.page, server.url, 'admin@demo.faladesk.test')
  await opened.page.goto(server.url + path)
  return { ...opened, foreign }
}

/** Replaces the first place a word stands in the editor's text. */
async function rewrite(page: Page, word: string, by: string) {
  await page.locator('.monaco-editor .view-lines').first().click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+f')
  await page.keyboard.insertText(word)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.insertText(by)
}

test('an admin corrects a rule in the editor, publishes it, and the simulated phone hears the new answer', async () => {
  const { page, errors, foreign } = await openAsAdmin('/regras')
  await page.getByRole('link', { name: 'JSON', exact: true }).click()
  await rewrite(page, 'hasAnyWord', 'hasAnyWrd')
  await page.getByText(/O operador "hasAnyWrd" não existe/).waitFor()
  await page.keyboard.press('Control+s')
  await page.getByText('Ainda não salvo').first().waitFor()
  await rewrite(page, 'hasAnyWrd', 'hasAnyWord')
  await page.getByText('Tudo certo com estas regras.').waitFor()
  await rewrite(page, 'Segue o boleto', 'Aqui está o boleto')
  await page.keyboard.press('Control+s')
  await page.getByText('Rascunho com mudanças').waitFor()

  await page.getByRole('button', { name: 'Publicar' }).click()
  const dialog = page.getByRole('dialog', { name: 'Publicar estas regras?' })
  await dialog
    .getByText(/“Segue o boleto\.”/)
    .first()
    .waitFor()
  await dialog
    .getByText(/“Aqui está o boleto\.”/)
    .first()
    .waitFor()
  await dialog.getByRole('button', { name: 'Publicar agora' }).click()
  await page.getByText('Publicado: v3').waitFor()

  await page.getByRole('link', { name: 'Telefone de teste' }).click()
  await page.getByRole('button', { name: 'Outra pessoa' }).click()
  await page.getByLabel('Nome').fill('Iara Campos')
  await page.getByRole('button', { name: 'Escrever como esta pessoa' }).click()
  await page.getByRole('button', { name: 'segunda via do boleto' }).click()
  await page.getByRole('log').getByText('Aqui está o boleto.').waitFor()
  await page.getByRole('button', { name: 'Ver no console' }).click()
  await page.getByRole('heading', { name: 'Iara Campos' }).first().waitFor()
  expect({ errors, foreign }).toEqual({ errors: [], foreign: [] })
  await page.context().close()
})

test('two people edit the same draft: the second is asked, and neither version is lost', async () => {
  const { page, errors } = await openAsAdmin('/regras')
  await page.getByRole('link', { name: 'JSON', exact: true }).click()
  // What cannot be stored yet waits; meanwhile a colleague stores theirs.
  await rewrite(page, 'hasAnyWord', 'hasAnyWrd')
  await page.getByText('Ainda não salvo').waitFor()
  const workflow = /regras\/([\w-]+)/.exec(page.url())?.[1]
  const held = await admin.call<{ draft: object; draft_revision: number }>('GET', `/v1/workflows/${workflow}`)
  await admin.call('PUT', `/v1/workflows/${workflow}/draft`, {
    document: { ...held.draft, description: 'De uma colega' },
    revision: held.draft_revision,
  })
  await rewrite(page, 'Das nove', 'Das dez')
  await rewrite(page, 'hasAnyWrd', 'hasAnyWord')
  await page.keyboard.press('Control+s')
  const dialog = page.getByRole('dialog', { name: 'Alguém salvou este rascunho antes de você' })
  await dialog
    .getByText(/“Das dez às seis\.”/)
    .first()
    .waitFor()
  await dialog.getByRole('button', { name: 'Ficar com a deles' }).click()
  const lines = page.locator('.monaco-editor .view-lines').first()
  await lines.getByText('De uma colega').waitFor()
  await lines.click()
  await page.keyboard.press('Control+z')
  await lines.getByText('De uma colega').waitFor({ state: 'hidden' })

  // Leaving stores what is not stored yet.
  await page.getByRole('link', { name: 'Conversas' }).first().click()
  await page.getByRole('heading', { name: 'Conversas', level: 1 }).waitFor()
  const stored = async () => JSON.stringify(await admin.call<object>('GET', `/v1/workflows/${workflow}`))
  await expect.poll(stored).toContain('Das dez às seis.')
  expect(errors).toEqual([])
  await page.context().close()
})

test('connecting a channel tells each wrong field at its place, keeps the secret to itself, and gives the addresses', async () => {
  const { page, errors } = await openAsAdmin('/ajustes/caixas/conectar/whatsapp-twilio')
  await page.getByLabel('Account SID').fill('XX1')
  await page.getByRole('button', { name: 'Conectar' }).click()
  await page.getByText('O Account SID começa com AC; copie-o do console da Twilio.').waitFor()
  await expect.poll(() => page.getByText('Preencha este campo.').count()).toBe(2)

  await page.getByLabel('Account SID').fill(`AC${'1'.repeat(32)}`)
  await page.getByLabel('Auth Token', { exact: false }).first().fill('um-segredo-de-teste')
  await page.getByLabel('Número do WhatsApp').fill('+55 11 4000-0000')
  await page.getByRole('button', { name: 'Conectar' }).click()
  await page.getByRole('heading', { name: 'Endereços para o provedor' }).waitFor()
  await page.getByText('Ver os endereços e o passo a passo').click()
  await page.getByText(/\/hooks\/v1\/[0-9a-f]{32}\/inbound/).waitFor()
  await page.getByRole('button', { name: 'Trocar Auth Token' }).waitFor()
  expect(await page.content()).not.toContain('um-segredo-de-teste')
  expect(errors).toEqual([])
  await page.context().close()
})
