import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabaseOf } from '../../core/test/support/database.ts'
import { type Person, signIn } from '../../core/test/support/person.ts'
import { type StartedServer, startServer } from '../../core/test/support/started-server.ts'
import { onWords, publish } from '../../core/test/support/workflow.ts'
import { newPage, signInTo, startBrowser } from './support/browser.ts'
import { panel } from './support/panel.ts'
import { writesByPhone } from './support/phone.ts'
import { violations } from './support/violations.ts'

// What keeps a change safe, played by those it is for: a replay given up, a trial made the rule, two people on one draft.
let server: StartedServer
let admin: Person
let colleague: Person
let browser: Browser
let workflow: string

interface Draft {
  draft_revision: number
  draft: { rules: { id: string; name: string }[] }
}

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startServer({ FALADESK_STUDIO_BUILD: '1' }), startBrowser()])
  const sql = openDatabaseOf(server.dataDir)
  await sql`update memberships set role = 'admin' where email = 'agent@demo.faladesk.test'`
  await sql.end()
  admin = await signIn(server.url, 'admin@demo.faladesk.test')
  colleague = await signIn(server.url, 'agent@demo.faladesk.test')
  await publish(admin, [
    onWords('boleto', ['boleto'], { type: 'auto-reply', params: { text: 'Segue o boleto.' } }),
    onWords('pix', ['pix'], { type: 'auto-reply', params: { text: 'A chave é o e-mail.' } }),
  ])
  const { data } = await admin.call<{ data: { id: string }[] }>('GET', '/v1/workflows')
  workflow = data[0]?.id ?? ''
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function opened() {
  const { page, errors } = await newPage(browser)
  await signInTo(page, server.url, 'admin@demo.faladesk.test')
  await page.goto(`${server.url}/regras/${workflow}`)
  await page.getByRole('treegrid', { name: 'Primeira resposta ganha' }).waitFor()
  return { page, errors }
}
const draft = () => admin.call<Draft>('GET', `/v1/workflows/${workflow}`)
const names = async () => (await draft()).draft.rules.map(({ name }) => name)
const press = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name, exact: true }).first().click()

/** Changes a rule's name in the list, as typing there does. */
async function rename(page: Page, id: string, name: string): Promise<void> {
  await page.locator(`[data-row-key="${id}"]`).focus()
  await page.keyboard.press('Enter')
  await page.locator(`[data-row-key="${id}/name"] input`).fill(name)
}

test('a replay is given up while it begins and while it runs, and the server rests each time', async () => {
  const { page, errors } = await opened()
  const stopped: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'DELETE') stopped.push(new URL(request.url()).pathname)
  })
  const { promise: goes, resolve: go } = Promise.withResolvers<void>()
  await page.route(/\/backtest$/, async (route) => {
    await goes
    await route.continue()
  })
  // A replay that goes on: nothing is heard of it.
  await page.route(/\/backtests\/[\w-]+\/events$/, () => undefined)
  await press(page, 'Efeito')
  const effect = panel(page, 'Efeito nas conversas')
  await press(effect, 'Ver o efeito')
  await effect.getByText('Começando…').waitFor()
  await press(effect, 'Cancelar')
  await effect.getByText('Cancelado.').waitFor()
  go()
  await expect.poll(() => stopped.length).toBe(1)

  const begun = page.waitForResponse(/\/backtest$/)
  await press(effect, 'Ver de novo')
  const { id } = (await (await begun).json()) as { id: string }
  await effect.getByRole('progressbar', { name: 'Repassando as mensagens' }).waitFor()
  expect(await violations(page)).toEqual([])
  await press(effect, 'Cancelar')
  await effect.getByText('Cancelado.').waitFor()
  await expect.poll(() => stopped.at(-1)).toBe(`/v1/workflows/${workflow}/backtests/${id}`)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await press(effect, 'Ver de novo')
  await effect
    .getByText(/conversas? mudaria|Tudo terminaria igual/)
    .first()
    .waitFor()
  expect(errors).toEqual([])
  await page.context().close()
})

test('a version in the shadow counts where it decides otherwise, and is put in force by a button', async () => {
  const { page, errors } = await opened()
  await rename(page, 'boleto', 'Segunda via')
  await page.locator('[data-row-key="boleto/event/params/text"]').focus()
  await page.keyboard.press('Enter')
  await page.locator('[data-row-key="boleto/event/params/text"] textarea').fill('A segunda via foi para o seu e-mail.')
  await expect.poll(names).toContain('Segunda via')
  await press(page, 'Publicar')
  const dialog = page.getByRole('dialog', { name: 'Publicar estas regras?' })
  await dialog.getByLabel('Em sombra').check()
  await press(dialog, 'Pôr em sombra')
  await dialog.waitFor({ state: 'detached' })
  await page.reload()
  await press(page, 'Versões')
  const trial = panel(page, 'Versões').getByRole('region', { name: /em teste/ })
  await trial.getByText('Nenhuma mensagem comparada ainda.').waitFor()

  const before = await writesByPhone(admin, 'quero o boleto')
  await expect.poll(before.heard).toBe('Segue o boleto.')
  await trial.getByText('1 decisão comparada, 1 diferente').waitFor()
  await press(trial, 'Ver em que diferem')
  await trial.getByText('O robô responderia “Segunda via” com outro texto').waitFor()
  await trial.getByText('1 conversa', { exact: true }).click()
  await trial.getByRole('link', { name: /quero o boleto/ }).waitFor()
  expect(await violations(page)).toEqual([])
  await press(trial, 'Pôr em vigor')
  await press(page.getByRole('dialog', { name: /em vigor\?$/ }), 'Pôr em vigor')
  await trial.waitFor({ state: 'detached' })
  const after = await writesByPhone(admin, 'e o meu boleto?')
  await expect.poll(after.heard).toBe('A segunda via foi para o seu e-mail.')
  expect(errors).toEqual([])
  await page.context().close()
})

test('a colleague’s newer draft is shown beside work that cannot be saved yet; either is kept, and nothing is lost', async () => {
  const { page, errors } = await opened()
  const saves = async (name: string) => {
    const { draft: document, draft_revision: revision } = await draft()
    const rules = document.rules.map((rule) => (rule.id === 'pix' ? { ...rule, name } : rule))
    await colleague.call('PUT', `/v1/workflows/${workflow}/draft`, { document: { ...document, rules }, revision })
  }
  const banner = page.locator('.newer-draft').filter({ hasText: 'Bruno Costa salvou uma versão mais nova' })
  // With nothing of ours unsaved theirs is shown by itself.
  await saves('Pix')
  await page.locator('[data-row-key="pix"]').getByText('Pix', { exact: true }).waitFor()

  // A rule without words cannot be saved yet.
  await press(page, 'Nova regra')
  await page.locator('[data-row-key="nova-regra/name"] input').fill('Troca')
  await saves('Pix copia e cola')
  await banner.waitFor()
  expect(await violations(page)).toEqual([])
  await press(banner, 'Comparar')
  const dialog = page.getByRole('dialog', { name: 'Alguém salvou este rascunho antes de você' })
  await dialog.getByText(/Troca/).first().waitFor()
  await press(dialog, 'Ficar com a deles')
  await page.locator('[data-row-key="pix"]').getByText('Pix copia e cola').waitFor()
  expect(await page.locator('[data-row-key="nova-regra"]').count()).toBe(0)
  await page.keyboard.press('Control+z')
  await page.locator('[data-row-key="nova-regra"]').waitFor()

  await saves('Pix na hora')
  await banner.waitFor()
  await press(banner, 'Comparar')
  await press(dialog, 'Ficar com a minha')
  await banner.waitFor({ state: 'detached' })
  expect(await names()).toContain('Pix na hora')
  await page.locator('[data-row-key="nova-regra"]').focus()
  await page.keyboard.press('Delete')
  await expect.poll(names).toContain('Pix')
  expect(errors).toEqual([])
  await page.context().close()
})
