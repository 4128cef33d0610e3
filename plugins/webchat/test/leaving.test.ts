import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faladesk, field, jwt, launcher, secret, startBrowser, visitWith, write } from './visit.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())
const visit = visitWith(() => browser)
const settings = { identity: { secret } }

const token = (page: Page) => page.evaluate(() => JSON.parse(localStorage.getItem('faladesk:key') ?? '{}').token)

/** Holds back the requests to a hook that say these words, once; gives the way to let them go and be answered. */
const hold = async (page: Page, hook: string, words: string) => {
  const held: Route[] = []
  await page.route(`**/hooks/v1/key/${hook}`, async (route) => {
    const wanted = held.length === 0 && route.request().postData()?.includes(words)
    if (wanted) held.push(route)
    else await route.continue()
  })
  return {
    caught: () => expect.poll(() => held.length).toBe(1),
    async letGo() {
      const answered = page.waitForResponse((response) => response.request() === held[0]?.request())
      await held[0]?.continue()
      await (await answered).finished()
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
    },
  }
}

test('an answer for somebody who has left meanwhile leaves nothing of them in the browser', async () => {
  await visit(
    async (page) => {
      await launcher(page).waitFor()
      const word = jwt('ana')
      const session = await hold(page, 'session', word)
      await faladesk(page, `identify({ token: '${word}' })`)
      await session.caught()
      await faladesk(page, 'logout()')
      await launcher(page).waitFor()
      await expect.poll(() => token(page)).toBeTruthy()
      const stranger = await token(page)
      await session.letGo()
      expect(await token(page)).toBe(stranger)
    },
    { settings },
  )
})

test('a refused word of somebody before does not take the widget from who is there now', async () => {
  await visit(
    async (page) => {
      await launcher(page).waitFor()
      const session = await hold(page, 'session', 'no.good.word')
      await faladesk(page, `identify({ token: 'no.good.word' })`)
      await session.caught()
      const before = await token(page)
      await faladesk(page, `identify({ token: '${jwt('ana')}' })`)
      await expect.poll(() => token(page)).not.toBe(before)
      await session.letGo()
      await launcher(page).click()
      expect(await field(page).isVisible()).toBe(true)
    },
    { settings },
  )
})

test('what the next visitor writes is theirs, also while something of the one before is still under way', async () => {
  await visit(
    async (page, desk) => {
      await page.goto(`${desk.page}?token=${jwt('ana')}`)
      await launcher(page).click()
      const message = await hold(page, 'inbound', 'de ana')
      await write(page, 'de ana')
      await message.caught()
      await faladesk(page, 'logout()')
      await launcher(page).click()
      desk.trouble.refuseNext = 1
      await write(page, 'de outra pessoa')
      await expect.poll(() => desk.posts.length).toBe(1)
      await message.letGo()
      await expect.poll(() => desk.lines.length).toBe(2)
      const whose = Object.fromEntries(desk.lines.map(({ text, owner }) => [text, owner]))
      expect(whose).toEqual({ 'de ana': 'ana', 'de outra pessoa': expect.stringMatching(/^[0-9a-f]{32}$/) })
    },
    { settings },
  )
})
