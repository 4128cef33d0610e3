import { createHmac } from 'node:crypto'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Desk, openDesk } from './desk.ts'

/** Starts a real Chromium, the installed one or the one npm carries. */
export const startBrowser = async (): Promise<Browser> => {
  // Plain JavaScript shared by every room's browser tests.
  const { ensureChromium } = await import(new URL('../../../chromium.mjs', import.meta.url).href)
  return chromium.launch(await ensureChromium())
}

export interface VisitOptions extends BrowserContextOptions {
  settings?: Record<string, unknown>
  path?: string
}

/** One visitor on a shop's page; the page's policy and the widget's code must have had nothing to complain about. */
export const visitWith =
  (browser: () => Browser) =>
  async (
    run: (page: Page, desk: Desk) => Promise<void>,
    { settings = {}, path = '', ...options }: VisitOptions = {},
  ) => {
    const desk = await openDesk(settings)
    const context = await browser().newContext(options)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (line) => {
      if (/Content Security Policy|TypeError|ReferenceError/.test(line.text())) complaints.push(line.text())
    })
    try {
      await page.goto(desk.page + path)
      await run(page, desk)
      expect(complaints).toEqual([])
    } finally {
      await context.close()
      await desk.close()
    }
  }

export const launcher = (page: Page) => page.locator('.launcher')
export const field = (page: Page) => page.getByRole('textbox', { name: 'Escreva sua mensagem' })
export const write = async (page: Page, text: string) => {
  await field(page).fill(text)
  await field(page).press('Enter')
}
/** What the page itself asks of the widget. */
export const faladesk = (page: Page, call: string) => page.evaluate(`window.Faladesk.${call}`)
/** What axe has to complain about in the widget. */
export const complaintsOf = async (page: Page) => {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (window as never as { axe: typeof axe }).axe.run('#faladesk'))
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}
export const bubbles = (page: Page) => page.locator('.bubble').allTextContents()

/** The smallest picture. */
export const png = {
  name: 'recibo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

/** The secret by which the shop signs for its customers. */
export const secret = 's'.repeat(32)
/** The shop's word for a customer, for ten minutes. */
export const jwt = (sub: string) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256' })}.${part({ sub, exp: Math.floor(Date.now() / 1000) + 600 })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
