import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabaseOf } from '../../core/test/support/database.ts'
import { until } from '../../core/test/support/until.ts'
import { newPage, signInTo } from './support/browser.ts'
import { approveTemplate, openTwilioDesk, type TwilioDesk } from './support/twilio-desk.ts'
import { violations } from './support/violations.ts'

const budget = 350_000

let desk: TwilioDesk
let mailbox: { id: string }
let chat: { id: string }
let sql: ReturnType<typeof openDatabaseOf>

beforeAll(async () => {
  desk = await openTwilioDesk()
  sql = openDatabaseOf(desk.server.dataDir)
  await approveTemplate(desk, 'Olá {{1}}, podemos continuar por aqui?')
  mailbox = await desk.admin.call('POST', '/v1/inboxes/simulated', { channel: 'email', name: 'Correio da loja' })
  chat = await desk.admin.call('POST', '/v1/inboxes', { channel: 'webchat', name: 'Chat da loja', settings: {} })
})
afterAll(async () => {
  await sql?.end()
  await desk?.close()
})

const open = async (path: string) => {
  const opened = await newPage(desk.browser)
  await signInTo(opened.page, desk.server.url, 'admin@demo.faladesk.test')
  await opened.page.goto(desk.server.url + path)
  return opened
}

const writes = async (phone: string, name: string, text: string): Promise<string> => {
  expect(await desk.writes(phone, name, text)).toBe(200)
  return desk.conversationOf(phone.slice(-8))
}

/** What axe finds on what is shown now, by day and by night. */
async function hurts(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor()
    found.push(...(await violations(page)).map((one) => `${colorScheme} ${one}`))
  }
  return found
}

const pages: [name: string, path: () => string, shown: RegExp][] = [
  ['the channels to connect', () => '/ajustes/caixas/conectar', /Só quer experimentar/],
  ['the form of a mailbox', () => '/ajustes/caixas/conectar/email', /Recebimento \(IMAP\)/],
  ['the form of 360dialog', () => '/ajustes/caixas/conectar/whatsapp-360dialog', /Segredo do webhook/],
  ['an inbox with templates and a reply policy', () => `/ajustes/caixas/${desk.inbox.id}`, /retomar_contato/],
  ['a web chat', () => `/ajustes/caixas/${chat.id}`, /Quando o visitante sai/],
  ['the deliveries', () => '/ajustes/entregas', /Processar de novo|Entregas dos provedores/],
  ['what could not be processed', () => '/ajustes/nao-processadas', /Tudo foi processado/],
  ['the prices', () => '/ajustes/organizacao', /Preço das mensagens/],
  ['the test phone with e-mail', () => `/telefone?caixa=${mailbox.id}`, /segunda via do boleto/],
]

test.each(pages)('nothing on %s hurts accessibility', async (_, path, shown) => {
  const { page, errors } = await open(path())
  await page.getByText(shown).first().waitFor()
  expect(await hurts(page)).toEqual([])
  expect(errors).toEqual([])
  await page.context().close()
})

test('with the window closed the ways left, the template picker and the merge dialog hurt nobody, and Escape gives the focus back', async () => {
  await writes('+551188884444', 'Bento Lima Filho', 'oi de novo')
  const id = await writes('+5511988884444', 'Bento Lima', 'trocam tamanho?')
  await sql`update public.messages set occurred_at = now() - interval '30 hours' where conversation_id = ${id} and direction = 'in'`
  const { page, errors } = await open(`/c/${id}?view=all`)
  const pick = page.getByRole('button', { name: /Escolher um modelo aprovado/ })
  await pick.waitFor()
  expect(await hurts(page)).toEqual([])
  await pick.press('Enter')
  await page.getByRole('option').first().waitFor()
  expect(await hurts(page)).toEqual([])
  // From the list by keyboard to the form and out again.
  await page.getByRole('combobox', { name: 'Buscar modelo' }).press('Enter')
  await page.getByLabel('Variável 1').waitFor()
  expect(await hurts(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  const compare = page.getByRole('button', { name: 'Comparar' })
  await compare.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/fica com 2 endereços/).waitFor()
  expect(await hurts(page)).toEqual([])
  for (let step = 0; step < 6; step++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true)
  }
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(() => compare.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(errors).toEqual([])
  await page.context().close()
})

test('a reply policy is made by keyboard: a way is switched on, its template chosen, the order changed, and all of it kept', async () => {
  const { page, errors } = await open(`/ajustes/caixas/${desk.inbox.id}`)
  const policy = page.getByRole('region', { name: 'Quando a janela de 24 h fechar' })
  await policy.getByRole('switch', { name: 'Modelo sem custo' }).press('Space')
  await policy.getByRole('switch', { name: 'Outro canal do cliente' }).press('Space')
  await policy.getByRole('combobox').first().selectOption({ label: 'retomar_contato (português (Brasil))' })
  expect(await hurts(page)).toEqual([])
  await policy
    .getByRole('button', { name: /Outro canal do cliente.*(cima|antes)|(Subir|Antes).*Outro canal/i })
    .press('Enter')
  await policy.getByRole('button', { name: 'Salvar' }).press('Enter')
  const kept = await until('the policy is kept', async () => {
    const { reply_policy: saved } = await desk.admin.call<{
      reply_policy: { closed: string[]; template?: { ref: string } }
    }>('GET', `/v1/inboxes/${desk.inbox.id}`)
    return saved.closed.length > 0 ? saved : undefined
  })
  expect(kept).toMatchObject({ closed: ['channel', 'template'], template: { ref: `HX${'1'.repeat(32)}` } })
  expect(errors).toEqual([])
  await page.context().close()
})

test('a second price for the same messages is refused beside the one that is too many', async () => {
  const { page, errors } = await open('/ajustes/organizacao')
  const prices = page.getByRole('region', { name: 'Preço das mensagens' })
  for (const amount of ['0,05', '0,06']) {
    await prices.getByRole('button', { name: 'Acrescentar preço' }).click()
    await prices.getByLabel('Preço', { exact: true }).last().fill(amount)
  }
  await prices.getByRole('button', { name: 'Salvar' }).click()
  await prices.getByRole('alert').filter({ hasText: 'já tem um preço para esta categoria' }).waitFor()
  expect(errors).toEqual([])
  await page.context().close()
})

test('answers to a visitor who left follow through an inbox chosen by its name', async () => {
  const { page, errors } = await open(`/ajustes/caixas/${chat.id}`)
  await page.getByText('Quando o visitante sai').click()
  await page.getByLabel('Continuar por e-mail').selectOption({ label: 'Correio da loja' })
  await page.getByRole('region', { name: 'Configuração do canal' }).getByRole('button', { name: 'Salvar' }).click()
  await until('it is kept', async () => {
    const { settings } = await desk.admin.call<{ settings: { away?: { continueBy: string } } }>(
      'GET',
      `/v1/inboxes/${chat.id}`,
    )
    return settings.away?.continueBy === mailbox.id || undefined
  })
  expect(errors).toEqual([])
  await page.context().close()
})

test('the test phone writes to a mailbox as somebody with a mail address', async () => {
  const { page, errors } = await open('/c')
  // The people come late: until then the button would move away under a press.
  const { promise: comes, resolve: come } = Promise.withResolvers<void>()
  await page.route(/\/conversations\?select=contact/, async (route) => {
    await comes
    await route.continue()
  })
  await page.goto(`${desk.server.url}/telefone?caixa=${mailbox.id}`)
  const another = page.getByRole('button', { name: 'Outra pessoa' })
  await another.waitFor()
  expect(await another.isDisabled()).toBe(true)
  come()
  await another.click()
  await page.getByLabel('Nome').fill('Iara Campos')
  await page.getByLabel('E-mail', { exact: true }).fill('iara')
  await page.getByRole('button', { name: 'Escrever como esta pessoa' }).click()
  await page.getByText('Escreva um e-mail, como ana@exemplo.com.br.').waitFor()
  await page.getByLabel('E-mail', { exact: true }).fill('iara@exemplo.com.br')
  await page.getByRole('button', { name: 'Escrever como esta pessoa' }).click()
  await page.getByRole('button', { name: 'segunda via do boleto' }).click()
  await page.getByRole('img', { name: 'Entregue ao Faladesk' }).waitFor()
  await page.getByRole('button', { name: 'Ver no console' }).click()
  await page.getByRole('heading', { name: 'Iara Campos' }).first().waitFor()
  expect(errors).toEqual([])
  await page.context().close()
})

test.each(['/c?view=all', 'a conversation'])(
  'the first load of %s is at most 350 KB of script and style',
  async (path) => {
    const { page } = await open('/c')
    const context = await desk.browser.newContext({
      storageState: await page.context().storageState(),
      locale: 'pt-BR',
    })
    const fresh = await context.newPage()
    const loaded: Promise<number>[] = []
    fresh.on('response', (answer) => {
      if (/\.(js|css)$/.test(new URL(answer.url()).pathname))
        loaded.push(answer.body().then((body) => gzipSync(body).length))
    })
    const id = path.startsWith('/') ? null : await writes('+5511955550077', 'Caio Reis', 'oi')
    await fresh.goto(desk.server.url + (id ? `/c/${id}?view=all` : path))
    await (id ? fresh.getByRole('log', { name: 'Mensagens' }) : fresh.getByRole('listitem').first()).waitFor()
    await fresh.waitForLoadState('networkidle')
    const sizes = await Promise.all(loaded)
    expect(sizes.length).toBeGreaterThan(5)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(budget)
    await context.close()
    await page.context().close()
  },
)
