/** What playwright-core's `chromium.launch()` needs. */
export interface FoundChromium {
  executablePath: string
  env: Record<string, string>
  args: string[]
}

/** Finds a Chromium that truly starts: CHROME_PATH, an installed one, else the one npm carries. Throws naming what was tried. */
export function ensureChromium(): Promise<FoundChromium>
