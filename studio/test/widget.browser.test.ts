import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, signIn } from '../../core/test/support/person.ts'
import { type StartedServer, startServer } from '../../core/test/support/started-server.ts'
import { until } from '../../core/test/support/until.ts'
import { onWords, publish } from '../../core/test/support/workflow.ts'
import { newPage, startBrowser } from './support/browser.ts'

let server: StartedServer
let shop: { server: Server; origin: string }
let admin: Person
let inbox: { id: string; key: string }
let browser: Browser
const receipt = {
  name: 'recibo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}
const secret = 'um segredo de trinta e duas letras'

/** A shop's own site on another origin, under a strict content security policy. */
async function startShop(): Promise<{ server: Server; origin: string }> {
  const site = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://any')
    const token = searchParams.get('token')
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${server.url}; connect-src ${server.url} ${server.url.replace('http', 'ws')}; img-src ${server.url} blob:; style-src 'none'`,
    })
    response.end(`<!doctype html><html lang="pt-BR"><title>Loja</title><h1>Loja</h1>
      <script src="${server.url}/widget.js" data-inbox="${searchParams.get('inbox') ?? inbox?.key ?? ''}"${token ? ` data-token="${token}"` : ''} async></script></html>`)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  return { server: site, origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}` }
}

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer(), startBrowser()])
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  shop = await startShop()
  inbox = await admin.call('POST', '/v1/inboxes', {
    channel: 'webchat',
    name: 'Site da loja',
    settings: {
      title: 'Loja Aurora',
      greeting: 'Oi! Como podemos ajudar?',
      allowedOrigins: [shop.origin],
      identity: { secret },
    },
  })
  await publish(admin, [
    onWords('boleto', ['boleto'], { type: 'auto-reply', params: { text: 'Segue o boleto, é só pagar.' } }),
  ])
})
afterAll(async () => {
  await browser?.close()
  shop?.server.close()
  await server?.stop()
})

test('a visitor of another site talks through the widget, both ways, across reloads and a restart of the server', async () => {
  const { page, errors } = await newPage(browser)
  await page.goto(shop.origin)
  await page.getByRole('button', { name: /Abrir o chat/ }).click()
  const log = page.getByRole('log', { name: 'Conversa' })
  await page.getByText('Oi! Como podemos ajudar?').waitFor()
  await page.getByRole('textbox', { name: 'Escreva sua mensagem' }).fill('preciso do boleto')
  await page.keyboard.press('Enter')
  await log.getByText('preciso do boleto').waitFor()
  await log.getByText('Segue o boleto, é só pagar.').waitFor()

  const found = await until('the conversation exists', async () => {
    const { data } = await admin.call<{ data: { id: string; inbox_id: string }[] }>('GET', '/v1/conversations')
    return data.find((conversation) => conversation.inbox_id === inbox.id)
  })
  await admin.call('POST', `/v1/conversations/${found.id}/messages`, { text: 'Aqui é a Ana, deu certo?' })
  await log.getByText('Aqui é a Ana, deu certo?').waitFor()

  await page.reload()
  await page.getByRole('button', { name: /chat/ }).first().waitFor()
  if (!(await log.isVisible())) await page.getByRole('button', { name: /Abrir o chat/ }).click()
  for (const text of ['preciso do boleto', 'Segue o boleto, é só pagar.', 'Aqui é a Ana, deu certo?'])
    await log.getByText(text).waitFor()
  expect(await log.getByText('preciso do boleto').count()).toBe(1)

  await server.kill()
  await server.restart()
  await admin.call('POST', `/v1/conversations/${found.id}/messages`, { text: 'Voltamos! Ainda está aí?' })
  await log.getByText('Voltamos! Ainda está aí?').waitFor({ timeout: 40_000 })
  await page.getByRole('textbox', { name: 'Escreva sua mensagem' }).fill('estou sim')
  await page.keyboard.press('Enter')
  await until('the desk has it', async () => {
    const { data } = await admin.call<{ data: { text: string }[] }>('GET', `/v1/conversations/${found.id}/messages`)
    return data.some(({ text }) => text === 'estou sim')
  })
  // The page's policy forbids inline styles and evaluation: nothing was refused.
  expect(errors).toEqual([])
  await page.context().close()
})

test('who the site names finds the talk and its files in another browser; nobody else sees them', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256' })}.${part({ sub: 'ana', exp: Math.floor(Date.now() / 1000) + 600 })}`
  const token = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
  const open = async (address: string) => {
    const { page, errors } = await newPage(browser)
    await page.goto(address)
    await page.getByRole('button', { name: /Abrir o chat/ }).click()
    return { page, errors, log: page.getByRole('log', { name: 'Conversa' }) }
  }
  const mine = await open(`${shop.origin}/?token=${token}`)
  await mine.page.getByRole('textbox', { name: 'Escreva sua mensagem' }).fill('olhe o recibo')
  await mine.page.keyboard.press('Enter')
  await mine.log.getByText('olhe o recibo').waitFor()
  await mine.page.locator('input[type=file]').setInputFiles(receipt)
  await mine.log.getByRole('img', { name: 'recibo.png' }).waitFor()
  await until('the desk has stored the file', async () => {
    const { data } = await admin.call<{ data: { id: string; inbox_id: string }[] }>('GET', '/v1/conversations')
    const all = await Promise.all(
      data.map(({ id }) => admin.call<{ data: object[] }>('GET', `/v1/conversations/${id}/messages`)),
    )
    return JSON.stringify(all).includes('"stored"')
  })

  const elsewhere = await open(`${shop.origin}/?token=${token}`)
  await elsewhere.log.getByText('olhe o recibo').waitFor()
  const picture = elsewhere.log.getByRole('img', { name: 'recibo.png' })
  await picture.waitFor()
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.src.startsWith('http') && image.naturalWidth))
    .toBe(1)

  const stranger = await open(shop.origin)
  await stranger.log.getByText('Oi! Como podemos ajudar?').waitFor()
  expect(await stranger.log.getByText('olhe o recibo').count()).toBe(0)
  expect([...mine.errors, ...elsewhere.errors, ...stranger.errors]).toEqual([])
  await Promise.all([mine, elsewhere, stranger].map(({ page }) => page.context().close()))
})

test('who answers the first questions and sends a picture before any word is one customer with one message', async () => {
  const asking = await admin.call<{ id: string; key: string }>('POST', '/v1/inboxes', {
    channel: 'webchat',
    name: 'Chat que pergunta',
    settings: { allowedOrigins: [shop.origin], prechat: { name: 'required', email: 'optional' } },
  })
  const { page, errors } = await newPage(browser)
  await page.goto(`${shop.origin}/?inbox=${asking.key}`)
  await page.getByRole('button', { name: /Abrir o chat/ }).click()
  await page.getByLabel('Nome *').fill('Iñaki Peña')
  await page.getByRole('button', { name: 'Começar' }).click()
  await page.locator('input[type=file]').setInputFiles(receipt)
  const log = page.getByRole('log', { name: 'Conversa' })
  await log.getByRole('img', { name: 'recibo.png' }).waitFor()
  await log.getByText(/^(Enviada|Lida) ·/).waitFor()
  const { id, contact_name } = await until('the conversation has the customer’s name', async () => {
    const { data } = await admin.call<{ data: { id: string; inbox_id: string; contact_name: string | null }[] }>(
      'GET',
      '/v1/conversations',
    )
    return data.find((one) => one.inbox_id === asking.id && one.contact_name !== null)
  })
  expect(contact_name).toBe('Iñaki Peña')
  const { data } = await admin.call<{ data: { direction: string; content: { k: string }[] }[] }>(
    'GET',
    `/v1/conversations/${id}/messages`,
  )
  expect(data.filter(({ direction }) => direction === 'in').map(({ content }) => content.map(({ k }) => k))).toEqual([
    ['media', 'form'],
  ])
  expect(errors).toEqual([])
  await page.context().close()
})

test('a site that is not allowed gets no chat', async () => {
  const other = await startShop()
  const { page } = await newPage(browser)
  await page.goto(other.origin)
  await page.waitForTimeout(1500)
  const session = await fetch(`${server.url}/hooks/v1/${inbox.key}/session`, {
    method: 'POST',
    headers: { origin: other.origin, 'content-type': 'application/json' },
    body: '{}',
  })
  expect(session.headers.get('access-control-allow-origin')).toBeNull()
  expect(await page.getByRole('textbox', { name: 'Escreva sua mensagem' }).isVisible()).toBe(false)
  await page.context().close()
  other.server.close()
})
