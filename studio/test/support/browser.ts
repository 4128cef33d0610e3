import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { ensureChromium } from '../../../chromium.mjs'

/** Starts a real Chromium, the installed one or the one npm carries. */
export async function startBrowser(): Promise<Browser> {
  const { executablePath, env, args } = await ensureChromium()
  return chromium.launch({ executablePath, env, args })
}

/** A person at their own computer: a fresh browser profile in Brazilian Portuguese. Errors of the page fail the test. */
export async function newPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'pt-BR', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  return { page, errors }
}

/** Signs in through Studio's own form and waits for the console. */
export async function signInTo(page: Page, url: string, email: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Senha').fill('faladesk-demo')
  await page.getByRole('button', { name: 'Entrar', exact: true }).click()
  await page.getByRole('heading', { name: 'Conversas', level: 1 }).waitFor()
}
