import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bubbles,
  complaintsOf,
  faladesk,
  field,
  jwt,
  launcher,
  png,
  secret,
  startBrowser,
  visitWith,
  write,
} from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())
const visit = visitWith(() => browser)

const prechat = {
  name: 'required',
  email: 'required',
  phone: 'optional',
  question: 'optional',
  questionText: 'Qual é o pedido?',
  consent: 'required',
  privacyUrl: 'https://shop.example/privacidade',
}

test('the questions stand before the first message, say what is wrong beside the field, and leave with it', async () => {
  await visit(
    async (page, desk) => {
      await launcher(page).click()
      expect(await field(page).isVisible()).toBe(false)
      await page.getByLabel('Nome *').fill('Ana')
      await page.getByLabel('E-mail *').fill('ana@')
      await page.keyboard.press('Enter')
      await page.getByText('Escreva um e-mail como').waitFor()
      await page.getByText('É preciso aceitar para continuar.').waitFor()
      await expect.poll(() => page.getByLabel('E-mail *').evaluate((input) => input.matches(':focus'))).toBe(true)
      await page.getByLabel('E-mail *').fill('ana@x.example')
      await page.getByLabel('Qual é o pedido? (opcional)').fill('1234')
      await page.getByLabel('Li e aceito').check()
      expect(await page.getByRole('link', { name: 'Política de privacidade' }).getAttribute('href')).toBe(
        prechat.privacyUrl,
      )
      await page.getByRole('button', { name: 'Começar' }).click()
      await write(page, 'oi')
      await expect.poll(() => desk.lines.map(({ text }) => text)).toEqual(['oi'])
      expect(desk.forms).toMatchObject([
        { json: { name: 'Ana', email: 'ana@x.example', 'Qual é o pedido?': '1234', consent: true } },
      ])
      await write(page, 'de novo')
      await expect.poll(() => desk.lines.length).toBe(2)
      expect(desk.forms).toHaveLength(1)
      await page.goto(desk.page)
      await launcher(page).click()
      await page.getByText('de novo').waitFor()
      expect(await page.getByRole('button', { name: 'Começar' }).count()).toBe(0)
    },
    { settings: { prechat } },
  )
})

test('an agent’s voice note is played, and a file has its name; typing and reading are shown both ways', async () => {
  await visit(async (page, desk) => {
    await launcher(page).click()
    await field(page).pressSequentially('oi')
    await expect.poll(() => desk.frames.filter(({ type }) => type === 'typing').length).toBe(1)
    await field(page).press('Enter')
    await expect.poll(() => desk.lines.length).toBe(1)
    desk.push({ type: 'typing' })
    await page.locator('.typing').waitFor({ state: 'visible' })
    desk.push({ type: 'read' })
    await page.getByText(/^Lida ·/).waitFor()
    desk.say('', {
      content: [
        { k: 'media', media: { mime: 'audio/ogg', url: 'data:,x' } },
        {
          k: 'media',
          media: {
            mime: 'application/pdf',
            filename: 'nota.pdf',
            url: 'https://files.example/storage/v1/object/sign/a?token=t',
          },
        },
      ],
    })
    expect(await page.getByRole('link', { name: 'Baixar nota.pdf' }).getAttribute('href')).toBe(
      'https://files.example/storage/v1/object/sign/a?token=t&download=nota.pdf',
    )
    await page.locator('.typing').waitFor({ state: 'hidden' })
  })
})

test('identify shows the person’s talk in any browser, no token shows nothing old, logout forgets', async () => {
  await visit(
    async (page, desk) => {
      await page.goto(`${desk.page}?token=${jwt('ana')}`)
      await launcher(page).click()
      await write(page, 'meu segredo')
      await expect.poll(() => desk.lines.map(({ owner }) => owner)).toEqual(['ana'])
      const fresh = await (page.context().browser() as Browser).newContext()
      const other = await fresh.newPage()
      await other.goto(desk.page)
      await launcher(other).click()
      await other.getByText('Olá! Como podemos ajudar?').waitFor()
      expect(await bubbles(other)).toEqual(['Olá! Como podemos ajudar?'])
      await faladesk(other, `identify({ token: () => Promise.resolve('${jwt('ana')}') })`)
      await other.getByText('meu segredo').waitFor()
      await faladesk(other, 'logout()')
      await expect.poll(() => other.getByText('meu segredo').count()).toBe(0)
      await launcher(other).click()
      await other.getByText('Olá! Como podemos ajudar?').waitFor()
      expect(await bubbles(other)).toEqual(['Olá! Como podemos ajudar?'])
      await fresh.close()
      // A word that is not the site's: a stranger, who sees nothing.
      await faladesk(page, `identify({ token: '${jwt('ana').slice(0, -3)}xyz' })`)
      await expect.poll(() => page.getByText('meu segredo').count()).toBe(0)
    },
    { settings: { identity: { secret } } },
  )
})

test('when nobody is there the page says until when, and asks once for an e-mail', async () => {
  await visit(async (page, desk) => {
    Object.assign(desk.about, {
      open: false,
      opensAt: '2030-01-07T12:00:00Z',
      timezone: 'America/Sao_Paulo',
      email: false,
    })
    await launcher(page).click()
    await page.getByText(/Voltamos segunda-feira, 7 de janeiro às 09:00/).waitFor()
    await write(page, 'alguém aí?')
    await page.getByLabel('E-mail *').fill('ana@x.example')
    await page.getByRole('button', { name: 'Salvar' }).click()
    await expect.poll(() => desk.forms).toMatchObject([{ json: { email: 'ana@x.example' } }])
    await expect.poll(() => page.getByLabel('E-mail *').count()).toBe(0)
    expect(await bubbles(page)).toEqual(['Olá! Como podemos ajudar?', 'alguém aí?'])
  })
})

test('colour, theme, side, label and corners are the admin’s; any of them stays readable', async () => {
  const look = { theme: 'dark', position: 'left', launcher: 'headset', label: 'Fale conosco', radius: 4 }
  for (const colour of ['#ffe600', '#0b0b0b', '#808080'])
    await visit(
      async (page, desk) => {
        await page.getByRole('button', { name: /^Fale conosco\. Abrir o chat/ }).click()
        expect(await page.locator('.panel').evaluate((panel) => getComputedStyle(panel).left)).toBe('20px')
        expect(await page.locator('.panel').evaluate((panel) => getComputedStyle(panel).borderRadius)).toBe('4px')
        await page.getByLabel('Nome *').waitFor()
        expect(await complaintsOf(page)).toEqual([])
        await page.getByLabel('Nome *').fill('Ana')
        await page.getByRole('button', { name: 'Começar' }).click()
        await write(page, 'oi')
        await expect.poll(() => desk.lines.length).toBe(1)
        await page.locator('input[type=file]').setInputFiles(png)
        await expect.poll(() => desk.lines.length).toBe(2)
        await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
        expect(await complaintsOf(page)).toEqual([])
      },
      { settings: { look, colour, prechat: { name: 'required' } }, bypassCSP: true },
    )
})

test('at 200 % everything is in sight, and where the window fills the screen the focus stays in it', async () => {
  await visit(
    async (page) => {
      await launcher(page).click()
      for (const part of [field(page), page.getByRole('button', { name: 'Fechar o chat' })]) {
        const inSight = async () => {
          const box = await part.first().boundingBox()
          return box && box.y >= 0 && box.y + box.height <= 360
        }
        await expect.poll(inSight).toBe(true)
      }
      const at = () =>
        page.evaluate(() => document.querySelector('#faladesk')?.shadowRoot?.activeElement?.className ?? 'page')
      const seen = new Set<string>()
      for (let n = 0; n < 8; n++) {
        await page.keyboard.press('Tab')
        seen.add(await at())
      }
      expect(seen).not.toContain('page')
      await page.keyboard.press('Escape')
      await expect.poll(at).toContain('launcher')
    },
    { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 },
  )
})
