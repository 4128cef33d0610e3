import type { Page } from 'playwright-core'

/** The panel beside the rules that has this title: the Doctor, the simulator, versions. */
export const panel = (page: Page, title: string) =>
  page.locator('.safety-side').filter({ has: page.getByRole('heading', { name: title, level: 2 }) })
