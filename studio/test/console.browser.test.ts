import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../core/test/support/until.ts'
import { onWords, publish } from '../../core/test/support/workflow.ts'
import { newPage, signInTo } from './support/browser.ts'
import { openTwilioDesk, type TwilioDesk } from './support/twilio-desk.ts'

let desk: TwilioDesk

beforeAll(async () => {
  desk = await openTwilioDesk()
  await publish(desk.admin, [
    onWords('boleto', ['boleto'], { type: 'auto-reply', params: { text: 'Segue o boleto.' } }),
    onWords('troca', ['trocar'], {
      type: 'escalate',
      params: { team: 'Trocas e devoluções', text: 'A equipe de trocas já vem.' },
    }),
  ])
})
afterAll(() => desk?.close())

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

test('an agent sees a new message without reloading, answers it, sees it delivered, and reads why the rules did what they did', async () => {
  const { page, errors } = await newPage(desk.browser)
  await signInTo(page, desk.server.url, 'agent@demo.faladesk.test')
  await page.getByRole('link', { name: /^Todas/ }).click()
  await page.evaluate(() => Object.assign(window, { neverReloaded: true }))
  expect(await row(page, 'Iracema Duarte').count()).toBe(0)

  expect(await desk.writes('+5511955550001', 'Iracema Duarte', 'quero trocar uma blusa')).toBe(200)
  await row(page, 'Iracema Duarte').waitFor()
  await row(page, 'Iracema Duarte').getByRole('link').click()
  const thread = page.getByRole('log', { name: 'Mensagens' })
  await thread.getByText('quero trocar uma blusa').waitFor()
  await thread.getByText('A equipe de trocas já vem.').waitFor()

  // A second message of the open conversation arrives by itself too.
  await desk.writes('+5511955550001', 'Iracema Duarte', 'é tamanho M')
  await thread.getByText('é tamanho M').waitFor()

  const answer = 'Oi, Iracema! Claro, já separo a M para você.'
  await page.getByRole('textbox', { name: 'Resposta ao cliente' }).fill(answer)
  await page.keyboard.press('Enter')
  const mine = thread.getByRole('article').filter({ hasText: answer })
  await mine.waitFor()
  const sent = await until('the provider was asked to send it', () =>
    desk.twilio.messages.find(({ body }) => body === answer),
  )
  expect(sent.to).toBe('whatsapp:+5511955550001')
  expect(desk.twilio.messages.filter(({ body }) => body === answer)).toHaveLength(1)
  expect(await desk.twilio.postStatus(sent.sid, 'delivered')).toBe(200)
  await mine.getByRole('img', { name: 'Entregue' }).waitFor()
  expect(await desk.twilio.postStatus(sent.sid, 'read')).toBe(200)
  await mine.getByRole('img', { name: 'Lida' }).waitFor()

  await thread
    .getByRole('article')
    .filter({ hasText: 'quero trocar uma blusa' })
    .getByRole('button', { name: 'Por quê?' })
    .click()
  const why = page.getByRole('tabpanel', { name: 'Por quê?' })
  await why.getByText('troca', { exact: true }).first().waitFor()
  await why.getByText('quero trocar uma blusa').first().waitFor()
  const read = await why.innerText()
  // The rule that fired, the one that did not, and what was found instead of what it wanted.
  expect(read).toMatch(/troca/)
  expect(read).toMatch(/boleto/)
  expect(read).toContain('quero trocar uma blusa')

  expect(await page.evaluate(() => 'neverReloaded' in window)).toBe(true)
  expect(errors).toEqual([])
  await page.context().close()
})

test("another organization's agent sees nothing of it, not by list, not by address, not live", async () => {
  await desk.writes('+5511955550002', 'Segredo Industrial', 'boleto por favor')
  const id = await desk.conversationOf('Segredo Industrial')

  const { page, errors } = await newPage(desk.browser)
  const frames: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
  await signInTo(page, desk.server.url, 'agent@vizinha.faladesk.test')
  await page.getByRole('link', { name: /^Todas/ }).click()
  await page.waitForTimeout(500)
  await desk.writes('+5511955550002', 'Segredo Industrial', 'boleto de novo')
  await page.waitForTimeout(1500)
  expect(await row(page, 'Segredo').count()).toBe(0)
  expect(frames.some((frame) => frame.includes(id))).toBe(false)
  await page.goto(`${desk.server.url}/c/${id}`)
  await page.waitForTimeout(1500)
  expect(await page.locator('body').innerText()).not.toMatch(/Segredo|boleto por favor/)
  expect(errors).toEqual([])
  await page.context().close()
})
