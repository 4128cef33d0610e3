import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on what is shown. What is gone a second later was the page on its way, such as a list that just came. */
export async function violations(page: Page): Promise<string[]> {
  const found = await look(page)
  if (found.length === 0) return found
  await page.waitForTimeout(1000)
  return look(page)
}

async function look(page: Page): Promise<string[]> {
  // Nothing is judged half faded in; what turns for ever is not waited for.
  const fading = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .some(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity),
    )
  for (let n = 0; n < 50 && (await fading()); n++) await page.waitForTimeout(100)
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: run } = globalThis as never as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
  })
}
