import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Desk } from './desk.ts'
import { field, launcher, png, startBrowser, visitWith, write } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())
const visit = visitWith(() => browser)
const kinds = (desk: Desk) => desk.lines.map(({ content }) => content.map(({ k }) => k))

test('files are sent by button, paste and drop, show how far they are, and can be tried again or taken back', async () => {
  await visit(async (page, desk) => {
    await launcher(page).click()
    await page.locator('input[type=file]').setInputFiles(png)
    await page.getByRole('img', { name: 'recibo.png' }).waitFor()
    await expect
      .poll(() => desk.lines.map(({ content }) => content[0]))
      .toMatchObject([{ k: 'media', media: { mime: 'image/png', filename: 'recibo.png', size: png.buffer.length } }])
    await expect.poll(() => page.getByRole('img', { name: 'recibo.png' }).count()).toBe(1)
    for (const [event, target] of [
      ['paste', 'textarea'],
      ['drop', '.panel'],
    ] as const)
      await page.evaluate(
        ([name, selector]) => {
          const data = new DataTransfer()
          data.items.add(new File(['a,b'], `${name}.csv`, { type: 'text/csv' }))
          const made =
            name === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
              : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
          document.querySelector('#faladesk')?.shadowRoot?.querySelector(selector)?.dispatchEvent(made)
        },
        [event, target] as const,
      )
    await expect.poll(() => desk.lines.length).toBe(3)
    await page.getByRole('link', { name: 'Baixar paste.csv' }).waitFor()
    desk.trouble.refuseNext = 2
    await page.locator('input[type=file]').setInputFiles({ ...png, name: 'outro.png' })
    await page.getByText('Não foi enviada.').waitFor()
    await page.getByRole('button', { name: 'Tentar de novo' }).click()
    await expect.poll(() => desk.posts.length).toBe(5)
    await page.getByText('Não foi enviada.').waitFor()
    await page.getByRole('button', { name: 'Cancelar' }).click()
    await expect.poll(() => page.getByRole('img', { name: 'outro.png' }).count()).toBe(0)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'jogo.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') })
    await page.getByText('jogo.exe: este tipo de arquivo não é aceito.').waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles({ ...png, name: 'grande.png', buffer: Buffer.alloc(10 * 2 ** 20 + 1) })
    await page.getByText('grande.png: use arquivos de até 10 MB.').waitFor()
    expect(desk.lines).toHaveLength(3)
  })
})

test('a file takes the answers along, and leaves after what was written before it, however long they take', async () => {
  await visit(
    async (page, desk) => {
      await launcher(page).click()
      await page.getByLabel('Nome *').fill('Iñaki 🙂')
      await page.getByRole('button', { name: 'Começar' }).click()
      await page.locator('input[type=file]').setInputFiles(png)
      await expect.poll(() => kinds(desk)).toEqual([['media', 'form']])
      expect(desk.forms).toMatchObject([{ json: { name: 'Iñaki 🙂' } }])
      desk.trouble.refuseNext = 1
      await write(page, 'é este')
      await page.locator('input[type=file]').setInputFiles({ ...png, name: 'outro.png' })
      await expect.poll(() => kinds(desk)).toEqual([['media', 'form'], ['text'], ['media']])
      expect(await page.getByText('Não foi enviada.').count()).toBe(0)
    },
    { settings: { prechat: { name: 'required' } } },
  )
  await visit(
    async (page, desk) => {
      await launcher(page).click()
      await page.getByLabel('Nome *').fill('Ana')
      await page.getByRole('button', { name: 'Começar' }).click()
      desk.trouble.refuseNext = 1
      await write(page, 'oi')
      await page.locator('input[type=file]').setInputFiles(png)
      await expect.poll(() => kinds(desk)).toEqual([['text', 'form'], ['media']])
      const waiting = () =>
        page.evaluate(() => Object.values(localStorage).flatMap((kept) => JSON.parse(kept).waiting ?? []))
      await expect.poll(waiting).toEqual([])
    },
    { settings: { prechat: { name: 'required' } } },
  )
})

test('questions that need no answer and got none keep no file back', async () => {
  await visit(
    async (page, desk) => {
      await launcher(page).click()
      await page.getByRole('button', { name: 'Começar' }).click()
      await page.locator('input[type=file]').setInputFiles(png)
      await expect.poll(() => kinds(desk)).toEqual([['media']])
      expect(desk.posts).toHaveLength(1)
    },
    { settings: { prechat: { name: 'optional' } } },
  )
})

test('where the desk came to ask before the first message, a file’s refusal brings the questions', async () => {
  const settings: Record<string, unknown> = {}
  await visit(
    async (page, desk) => {
      await launcher(page).click()
      await field(page).waitFor()
      settings.prechat = { name: 'required' }
      await page.locator('input[type=file]').setInputFiles(png)
      await page.getByText('Não foi enviada.').waitFor()
      await page.getByLabel('Nome *').fill('Ana')
      await page.getByRole('button', { name: 'Começar' }).click()
      await page.getByRole('button', { name: 'Tentar de novo' }).click()
      await expect.poll(() => kinds(desk)).toEqual([['media', 'form']])
    },
    { settings },
  )
})
