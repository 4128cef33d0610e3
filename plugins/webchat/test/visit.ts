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
export const bubbles = (page: Page) => page.locator('.bubble').allTextContents()
