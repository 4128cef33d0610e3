import { Script } from 'node:vm'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import channel from '../src/index.ts'
import { bubbles, complaintsOf, launcher, startBrowser, visitWith, write } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())
const visit = visitWith(() => browser)

test('the script is one plain script of at most 30 KB compressed', () => {
  const script = channel.live?.script() ?? ''
  new Script(script)
  expect(script).not.toMatch(/^\s*(import|export)\s|\beval\(|new Function|innerHTML|setAttribute\('style'/m)
  expect(gzipSync(script).length).toBeLessThan(30_000)
})

test('on a foreign page under a strict policy a visitor writes and reads the answer live', async () => {
  await visit(async (page, desk) => {
    await launcher(page).click()
    await write(page, 'Olá <b>mundo</b>')
    await expect.poll(() => desk.lines.map(({ text }) => text)).toEqual(['Olá <b>mundo</b>'])
    desk.say('Oi! Veja https://aurora.example/x.')
    await page.getByRole('link', { name: 'https://aurora.example/x' }).waitFor()
    expect(await bubbles(page)).toEqual([
      'Olá! Como podemos ajudar?',
      'Olá <b>mundo</b>',
      'Oi! Veja https://aurora.example/x.',
    ])
    await expect
      .poll(() => desk.frames.filter(({ type, upTo }) => type === 'read' && upTo === 2).length)
      .toBeGreaterThan(0)
  })
})

test('nothing is lost and nothing comes twice when the desk goes away and returns', async () => {
  await visit(async (page, desk) => {
    await launcher(page).click()
    await write(page, 'um')
    await expect.poll(() => desk.lines.length).toBe(1)
    await desk.stop()
    await page.getByText('Sem conexão').waitFor()
    await write(page, 'dois')
    await expect.poll(() => page.getByText('Enviando…').count()).toBe(1)
    await desk.restart()
    desk.say('enquanto você esteve fora')
    await page.getByText('enquanto você esteve fora').waitFor()
    await expect.poll(() => desk.lines.map(({ text }) => text)).toEqual(['um', 'enquanto você esteve fora', 'dois'])
    await expect
      .poll(() => bubbles(page))
      .toEqual(['Olá! Como podemos ajudar?', 'um', 'enquanto você esteve fora', 'dois'])
    expect(desk.frames.filter(({ type }) => type === 'hello').map(({ after }) => after)).toEqual([null, 1])
  })
})

test('a message the desk refuses stays, says so, and goes when tried again', async () => {
  await visit(async (page, desk) => {
    desk.trouble.status = 403
    desk.trouble.refuseNext = 1
    await launcher(page).click()
    await write(page, 'importante')
    await page.getByText('Não foi enviada.').waitFor()
    expect(desk.lines).toHaveLength(0)
    await page.getByRole('button', { name: 'Tentar de novo' }).click()
    await expect.poll(() => desk.lines.map(({ text }) => text)).toEqual(['importante'])
    await expect.poll(() => page.getByText('Não foi enviada.').count()).toBe(0)
  })
})

test('the next page remembers the conversation, counts what was missed, and delivers what was left waiting', async () => {
  await visit(async (page, desk) => {
    await launcher(page).click()
    await write(page, 'guarde isto')
    await expect.poll(() => desk.lines.length).toBe(1)
    desk.trouble.refuseNext = 99
    await write(page, 'ainda não chegou')
    await expect.poll(() => desk.posts.length).toBe(2)
    await page.goto('about:blank')
    desk.trouble.refuseNext = 0
    desk.say('resposta um')
    desk.say('resposta dois')
    await page.goto(desk.page)
    await page.getByRole('button', { name: 'Abrir o chat, 2 mensagens novas' }).click()
    await expect
      .poll(() => bubbles(page))
      .toEqual(['Olá! Como podemos ajudar?', 'guarde isto', 'resposta um', 'resposta dois', 'ainda não chegou'])
    expect(await page.locator('.subtitle').textContent()).toBe('Protocolo 20261122-000042')
    expect(desk.lines.map(({ text }) => text)).toEqual([
      'guarde isto',
      'resposta um',
      'resposta dois',
      'ainda não chegou',
    ])
  })
})

test('a push without a place in the conversation makes the widget ask for the history', async () => {
  await visit(async (page, desk) => {
    await launcher(page).click()
    await write(page, 'oi')
    await expect.poll(() => desk.lines.length).toBe(1)
    desk.lines.push({
      seq: 2,
      id: 'm2',
      direction: 'out',
      author: { kind: 'ai' },
      text: 'da história',
      content: [],
      at: new Date().toISOString(),
    })
    desk.push({
      type: 'message',
      message: { id: 'x', direction: 'out', text: 'da história', at: new Date().toISOString() },
    })
    await page.getByText('da história').waitFor()
    expect(await page.getByText('da história').count()).toBe(1)
  })
})

test('when the desk begins another conversation while the page is away, the page asks for all of it', async () => {
  await visit(async (page, desk) => {
    await launcher(page).click()
    for (const text of ['um', 'dois', 'três']) await write(page, text)
    await expect.poll(() => desk.lines.length).toBe(3)
    const reconnect = async () => {
      await desk.stop()
      await page.getByText('Sem conexão').waitFor()
      await desk.restart()
    }
    await reconnect()
    await page.getByText('Protocolo 20261122-000042').waitFor()
    desk.trouble.protocol = '20261123-000001'
    desk.lines.length = 0
    desk.lines.push({
      seq: 1,
      id: 'n1',
      direction: 'out',
      author: { kind: 'agent', name: 'Ana' },
      text: 'outro assunto',
      content: [],
      at: new Date().toISOString(),
    })
    await reconnect()
    await page.getByText('outro assunto').waitFor()
    await page.getByText('Protocolo 20261123-000001').waitFor()
    expect(await bubbles(page)).toEqual(['Olá! Como podemos ajudar?', 'um', 'dois', 'três', 'outro assunto'])
  })
})

test('Escape closes and gives the focus back; the keyboard alone is enough', async () => {
  await visit(async (page, desk) => {
    await launcher(page).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('sem mouse')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('duas linhas')
    await page.keyboard.press('Enter')
    await expect.poll(() => desk.lines.map(({ text }) => text)).toEqual(['sem mouse\nduas linhas'])
    await page.keyboard.press('Escape')
    await expect.poll(() => launcher(page).getAttribute('aria-expanded')).toBe('false')
    expect(await page.evaluate(() => document.querySelector('#faladesk')?.shadowRoot?.activeElement?.className)).toBe(
      'launcher',
    )
    await page.locator('.panel').waitFor({ state: 'hidden' })
  })
})

test('a tapped button says its title; an assistant is named as one', async () => {
  await visit(async (page, desk) => {
    await launcher(page).click()
    await write(page, 'oi')
    const content = [{ k: 'buttons', text: 'Qual?', buttons: [{ id: 'a', title: 'Segunda via' }] }] as never
    await expect.poll(() => desk.lines.length).toBe(1)
    desk.say('Qual?', { content, author: { kind: 'ai' } })
    await page.getByText('Assistente').waitFor()
    await page.getByRole('button', { name: 'Segunda via' }).click()
    await expect.poll(() => desk.lines.at(-1)?.text).toBe('Segunda via')
  })
})

test('the page’s language is the widget’s, and a site that is not listed gets no widget', async () => {
  await visit(
    async (page) => {
      await page.getByRole('button', { name: 'Abrir el chat' }).click()
      await page.getByText('¡Hola! ¿En qué podemos ayudarle?').waitFor()
    },
    { path: '?locale=es-MX' },
  )
  await visit(
    async (page) => {
      const refused = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/session'))
      await page.reload()
      await refused
      expect(await launcher(page).count()).toBe(0)
    },
    { settings: { allowedOrigins: ['https://shop.example'] } },
  )
})

test.each(['light', 'dark'] as const)(
  'in the %s theme, wide and narrow, axe finds nothing to complain about',
  async (colorScheme) => {
    await visit(
      async (page, desk) => {
        await launcher(page).click()
        await write(page, 'oi')
        await expect.poll(() => desk.lines.length).toBe(1)
        desk.say('Veja https://aurora.example', {
          content: [
            { k: 'text', text: 'Veja https://aurora.example' },
            { k: 'buttons', text: 'Serve?', buttons: [{ id: 's', title: 'Sim' }] } as never,
          ],
        })
        await page.getByRole('button', { name: 'Sim' }).waitFor()
        for (const size of [
          { width: 1440, height: 900 },
          { width: 390, height: 844 },
        ]) {
          await page.setViewportSize(size)
          await page.waitForTimeout(300)
          expect(await complaintsOf(page)).toEqual([])
        }
        const box = await page.locator('.panel').boundingBox()
        expect(box).toMatchObject({ x: 0, y: 0, width: 390, height: 844 })
        expect(await launcher(page).isVisible()).toBe(false)
      },
      { colorScheme, bypassCSP: true },
    )
  },
)
