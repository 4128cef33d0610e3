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

/** A shop's own site on another origin, under a strict content security policy. */
async function startShop(): Promise<{ server: Server; origin: string }> {
  const site = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${server.url}; connect-src ${server.url} ${server.url.replace('http', 'ws')}`,
    })
    response.end(`<!doctype html><html lang="pt-BR"><title>Loja</title><h1>Loja</h1>
      <script src="${server.url}/widget.js" data-inbox="${inbox?.key ?? ''}" async></script></html>`)
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
    settings: { title: 'Loja Aurora', greeting: 'Oi! Como podemos ajudar?', allowedOrigins: [shop.origin] },
  })
  await publish(admin, [
    onWords('boleto', ['boleto'], { type: 'auto-reply', params: { text: 'Segue o boleto, é só pagar.' } }),
  ])
}, 180_000)
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
