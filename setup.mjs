// What npm's scripts start: plain JavaScript for the Node that happens to be here (20 or newer). It installs what
// package-lock.json asks for where that is missing, then runs the wanted program on the Node 24 among it.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const modules = join(root, 'node_modules')
const node24 = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const mark = join(modules, '.faladesk-installed')

const programs = {
  start: ['start.ts'],
  dev: ['start.ts', '--dev'],
  test: ['test.ts'],
  check: ['test.ts', '--check'],
  properties: ['rules/test/properties.ts'],
  fuzz: ['plugins/sdk/test/fuzz.ts'],
  visitors: ['core/bench/visitors/index.ts'],
  bench: ['core/bench/index.ts'],
}

const [name = 'start', ...rest] = process.argv.slice(2)
const program = programs[name]
if (!program) fail(`There is no "${name}". Try one of: ${Object.keys(programs).join(', ')}.`)

install()
run([...program, ...rest])

/** Makes node_modules what package-lock.json says, unless it already is. */
function install() {
  const wanted = fingerprint()
  if (existsSync(node24) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  // Somebody may have run `npm ci` or `npm install` by hand: npm's own record of the tree tells.
  if (!existsSync(node24) || !treeMatchesLock()) {
    const first = existsSync(modules) ? 'Updating' : 'Installing'
    console.log(`${first} what Faladesk needs (this takes a minute or two) …`)
    installAll()
  }
  writeFileSync(mark, wanted)
}

function installAll() {
  // `npm ci` insists that the lock file names the optional packages of every platform, which no registry that lacks one
  // of them can satisfy; installing without saving keeps to the locked versions just as well.
  const result = npm('ci')
  const { status, stdout, stderr, error } = /EUSAGE/.test(result.stderr ?? '') ? npm('install', '--no-save') : result
  if (error) fail(`npm could not be started: ${error.message}`)
  const said = `${stdout}${stderr}`.trim().split('\n').slice(0, 25).join('\n')
  if (status !== 0) fail(`${said}\n\nnpm could not install the dependencies.`)
  if (!existsSync(node24))
    fail('Node 24 was not installed: npm is set not to run install scripts. Try: npm config set ignore-scripts false')
}

function npm(...words) {
  // npm tells scripts where it lives; started without npm, the one on the PATH is used.
  const own = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  const [command = 'npm', ...before] = own
  const flags = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error', '--include=dev']
  return spawnSync(command, [...before, ...words, ...flags], { cwd: root, encoding: 'utf8' })
}

/** Changes with the lock file, the machine's kind and this script's own idea of an installation. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  return hash.update(`${process.platform} ${process.arch} 1`).digest('hex')
}

function treeMatchesLock() {
  const installed = packagesOf(join(modules, '.package-lock.json'))
  const wanted = packagesOf(join(root, 'package-lock.json'))
  if (!installed || !wanted) return false
  // Packages of other platforms are optional and stay away.
  return Object.entries(wanted).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') || entry.optional || installed[path]?.version === entry.version,
  )
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Runs the program to its end; signals go to it and its exit code is ours. */
function run(args) {
  const path = [join(modules, 'node', 'bin'), join(modules, '.bin'), process.env.PATH].join(delimiter)
  const child = spawn(node24, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the whole group; a second one would cut the child's own stopping short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  // npm passes no signal on when it is ended itself; without this, what it started would stay.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 250)
  child.on('error', (error) => fail(`Node 24 could not be started: ${error.message}`))
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
