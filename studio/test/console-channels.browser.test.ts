import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabaseOf } from '../../core/test/support/database.ts'
import { until } from '../../core/test/support/until.ts'
import { newPage, signInTo } from './support/browser.ts'
import { mailWithPictures } from './support/mail.ts'
import { approveTemplate, openTwilioDesk, type TwilioDesk } from './support/twilio-desk.ts'

let desk: TwilioDesk
let mailbox: { id: string; webhooks: { inbound: string } }
let sql: ReturnType<typeof openDatabaseOf>
let sid: string

const secret = 'um-segredo-bem-longo'

beforeAll(async () => {
  desk = await openTwilioDesk()
  sql = openDatabaseOf(desk.server.dataDir)
  sid = await approveTemplate(desk, 'Olá {{1}}, sobre o seu pedido {{2}}: podemos continuar por aqui?')
  mailbox = await desk.admin.call('POST', '/v1/inboxes', {
    channel: 'email',
    name: 'Suporte por e-mail',
    settings: {
      address: 'suporte@loja.example',
      inbound: 'webhook',
      webhook: { provider: 'raw', secret },
      smtp: { host: '127.0.0.1', port: 2599, secure: false, user: 'loja', password: 'nada' },
    },
  })
})
afterAll(async () => {
  await sql?.end()
  await desk?.close()
})

const openThread = async (page: Page, id: string) => {
  await page.goto(`${desk.server.url}/c/${id}?view=all`)
  const thread = page.getByRole('log', { name: 'Mensagens' })
  await thread.waitFor()
  return thread
}

test('outside the window an agent is offered the ways that are left, and a template sent by keyboard leaves as the preview read', async () => {
  expect(await desk.writes('+5511955550001', 'Iracema Duarte', 'cadê meu pedido?')).toBe(200)
  const id = await desk.conversationOf('Iracema Duarte')
  const { page, errors } = await newPage(desk.browser)
  await signInTo(page, desk.server.url, 'agent@demo.faladesk.test')
  const asked: string[] = []
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
  await openThread(page, id)
  await page.getByText(/^Janela aberta por mais 2\d h$/).waitFor()
  const field = page.getByRole('textbox', { name: 'Resposta ao cliente' })
  await field.fill('Saiu hoje, Iracema!')

  // What the thread is read with says how they can be reached; nothing more is asked, whatever the customer writes.
  expect(await desk.writes('+5511955550001', 'Iracema Duarte', 'ainda estou esperando')).toBe(200)
  await page.getByRole('log', { name: 'Mensagens' }).getByText('ainda estou esperando').waitFor()
  expect(asked.filter((path) => path === `/v1/conversations/${id}`)).toEqual([])

  // The window closes between typing and sending: core refuses, and nothing that was typed is lost.
  await sql`update public.messages set occurred_at = now() - interval '30 hours' where conversation_id = ${id} and direction = 'in'`
  await field.press('Enter')
  const choices = page.getByRole('region', { name: 'Como responder' })
  await choices.getByText('Saiu hoje, Iracema!').waitFor()
  expect(desk.twilio.messages.some(({ body }) => body === 'Saiu hoje, Iracema!')).toBe(false)

  await page.reload()
  await page.getByText('A janela de resposta livre fechou.').waitFor()
  await page.getByRole('button', { name: /Escolher um modelo aprovado/ }).press('Enter')
  await page.getByRole('combobox', { name: 'Buscar modelo' }).fill('retomar')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('Variável 1').fill('Iracema')
  await page.getByLabel('Variável 2').fill('4711')
  const words = 'Olá Iracema, sobre o seu pedido 4711: podemos continuar por aqui?'
  await expect.poll(() => page.getByRole('status', { name: 'Como o cliente vai ler' }).innerText()).toBe(words)
  await page.getByText(/≈.*utilidade/).waitFor()
  await page.keyboard.press('Enter')

  const sent = await until('the provider was asked to send the template', () =>
    desk.twilio.requests.find(({ form }) => form.get('ContentSid') === sid),
  )
  expect(JSON.parse(sent.form.get('ContentVariables') ?? '')).toEqual({ 1: 'Iracema', 2: '4711' })
  const mine = page.getByRole('article').filter({ hasText: words })
  await mine.getByRole('img', { name: /Enviada|Na fila|Enviando/ }).waitFor()
  // The list beside it says it too, a moment later.
  const shown = page.getByRole('log', { name: 'Mensagens' }).getByText(words)
  await until('it is shown once', async () => (await shown.count()) === 1 || undefined)
  expect(errors).toEqual([])
  await page.context().close()
})

test("a mail's HTML is shown in a frame that runs no script and shows pictures from elsewhere only when they are asked for", async () => {
  const asked: string[] = []
  const { page, errors } = await newPage(desk.browser)
  await page.context().route('https://tracker.example/**', (route) => {
    asked.push(route.request().url())
    return route.fulfill({ contentType: 'image/png', body: Buffer.from(pixel, 'base64') })
  })
  const answer = await fetch(mailbox.webhooks.inbound, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', 'x-faladesk-secret': secret },
    body: mailWithPictures(pixel),
  })
  expect(answer.status).toBe(200)
  const id = await desk.conversationOf('Ana Souza')
  // The plugin makes it safe; the frame must hold also where a plugin does not.
  const hostile = `<p id="hi">Bom <b>dia</b></p><img src="cid:logo@x" width="40" height="20"><img data-remote="https://tracker.example/p.png" width="10" height="10">
    <script>top.pwned = 1</script><img src="x" onerror="top.pwned = 2"><svg onload="top.pwned = 3"></svg>
    <a id="js" href="javascript:top.pwned=4">js</a><a id="out" href="https://loja.example/4711">pedido</a>
    <iframe srcdoc="<script>top.pwned=5</script>"></iframe><style>@import url(https://tracker.example/x.css);</style><div style="height:900px"></div>`
  await sql`update public.messages set content = jsonb_set(content, '{0,html}', to_jsonb(${hostile}::text)) where conversation_id = ${id} and direction = 'in'`
  await until('its picture is stored', async () => {
    const [file] =
      await sql`select a.status from public.attachments a join public.messages m on m.id = a.message_id where m.conversation_id = ${id}`
    return file?.status === 'stored' || undefined
  })

  await signInTo(page, desk.server.url, 'agent@demo.faladesk.test')
  const thread = await openThread(page, id)
  // The new words first; what is quoted unfolds.
  await thread.getByText('Podem reenviar a nota?').waitFor()
  expect(await thread.getByText('seu pedido saiu para entrega').count()).toBe(0)
  await thread.getByRole('button', { name: 'Mostrar o texto citado e a assinatura' }).click()
  await thread.getByText('seu pedido saiu para entrega').waitFor()

  await thread.getByRole('button', { name: 'Ver com a formatação original' }).click()
  const frame = page.frameLocator('iframe.mail-frame')
  await frame.locator('#hi').waitFor()
  const own = frame.locator('img[src*="/storage/"]')
  await own.waitFor()
  await until('its own picture is drawn', () =>
    own.evaluate((picture: HTMLImageElement) => picture.naturalWidth > 0 || undefined),
  )
  await page.waitForTimeout(500)
  expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined()
  expect(asked).toEqual([])
  const element = page.locator('iframe.mail-frame')
  expect(await element.getAttribute('sandbox')).not.toContain('allow-scripts')
  // As tall as the mail, so that the thread alone scrolls.
  await expect.poll(async () => (await element.boundingBox())?.height).toBeGreaterThan(900)
  expect(await frame.locator('#js').getAttribute('href')).toBeNull()
  expect(await frame.locator('#out').getAttribute('rel')).toContain('noopener')

  await page.getByRole('button', { name: 'Detalhes', exact: true }).click()
  const [original] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Baixar original' }).click(),
  ])
  expect(original.suggestedFilename()).toMatch(/^.+\.eml$/)
  expect(readFileSync(await original.path(), 'utf8')).toBe(mailWithPictures(pixel))

  await page.getByRole('button', { name: 'Mostrar imagens' }).click()
  await until('the picture from elsewhere is fetched', () => asked.find((url) => url.endsWith('/p.png')))
  expect(asked.every((url) => url.endsWith('/p.png'))).toBe(true)
  expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined()
  expect(errors).toEqual([])
  await page.context().close()
})

test('two contacts with the same phone are compared, joined, and parted again as they were', async () => {
  await desk.writes('+551188885555', 'Bento Lima', 'trocam tamanho?')
  await desk.writes('+5511988885555', 'Bento Lima Filho', 'oi, sou eu de novo')
  const id = await desk.conversationOf('trocam tamanho')
  await desk.conversationOf('sou eu de novo')
  const { page, errors } = await newPage(desk.browser)
  await signInTo(page, desk.server.url, 'agent@demo.faladesk.test')
  await openThread(page, id)
  const panel = page.getByRole('tabpanel', { name: 'Contato' })
  await panel.getByText('Pode ser a mesma pessoa: Bento Lima Filho').waitFor()
  await panel.getByRole('button', { name: 'Comparar' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Bento Lima fica com 2 endereços e 2 conversas.').waitFor()
  await dialog.getByRole('button', { name: 'Juntar contatos' }).click()

  // Neither address was rewritten: both are there as their provider wrote them.
  await panel.getByText('+55 11 8888-5555').waitFor()
  await panel.getByText('+55 11 98888-5555').waitFor()
  await panel.getByText('Juntado com Bento Lima Filho').waitFor()
  await panel.getByRole('button', { name: 'Desfazer' }).click()
  await panel.getByText('Pode ser a mesma pessoa: Bento Lima Filho').waitFor()
  await until(
    'only its own address is left',
    async () => (await panel.getByText('+55 11 98888-5555').count()) === 0 || undefined,
  )
  const { data } = await desk.admin.call<{ data: { name: string; identities: unknown[] }[] }>(
    'GET',
    '/v1/contacts?search=Bento',
  )
  const addresses = Object.fromEntries(data.map(({ name, identities }) => [name, identities.length]))
  expect(addresses).toEqual({ 'Bento Lima': 1, 'Bento Lima Filho': 1 })
  expect(errors).toEqual([])
  await page.context().close()
})

// One red dot.
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
