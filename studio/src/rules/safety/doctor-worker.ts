/// <reference lib="webworker" />
// The Doctor, the tests and the simulator run here, off the page's thread: an edit of a large document never stutters.
import {
  CATALOGUE,
  type Catalogue,
  createDoctor,
  decide,
  extendCatalogue,
  type Fact,
  type RuleDocument,
  runTests,
} from '@faladesk/rules'
import type { FromDoctor, ToDoctor } from './doctor-messages.ts'
import { unpack } from './document-wire.ts'

declare const self: DedicatedWorkerGlobalScope

let held: RuleDocument | null = null
let doctor: ReturnType<typeof createDoctor> | null = null
let setup = ''
let catalogue: Catalogue = CATALOGUE
let told = '[]'
let latest = 0

const say = (news: FromDoctor) => self.postMessage(news)

self.onmessage = ({ data }: MessageEvent<ToDoctor>) => {
  const work = data.ask === 'look' ? look(data) : answer(data)
  work.catch((error: unknown) =>
    say({
      says: 'failed',
      turn: data.turn,
      ask: data.ask,
      message: error instanceof Error ? error.message : String(error),
    }),
  )
}

async function look(asked: Extract<ToDoctor, { ask: 'look' }>): Promise<void> {
  const { turn, locale, references, facts = [], document } = asked
  learn(facts)
  const now = unpack(held, document)
  held = now
  latest = turn
  say({ says: 'tests', turn, report: await runTests(now, { catalogue }) })
  // A newer edit is already waiting in line: its findings are the ones to work out.
  await breath()
  if (latest !== turn) return
  const wanted = JSON.stringify([locale, references, told])
  if (!doctor || wanted !== setup)
    doctor = createDoctor({ locale, catalogue, pause: breath, ...(references && { references }) })
  setup = wanted
  const began = performance.now()
  const findings = await doctor.diagnose(now)
  say({ says: 'findings', turn, findings, took: performance.now() - began })
}

async function answer({ turn, facts, skipReply }: Extract<ToDoctor, { ask: 'decide' }>): Promise<void> {
  if (!held) throw new Error('asked to decide before any document came')
  const decision = await decide(held, facts, { explain: 'all', catalogue, ...(skipReply && { skipReply }) })
  say({ says: 'decision', turn, decision })
}

// What is remembered of a document belongs to one catalogue: it stays the same while what plugins tell does.
function learn(facts: readonly Fact[]): void {
  const now = JSON.stringify(facts)
  if (now !== told) catalogue = extendCatalogue(CATALOGUE, { facts })
  told = now
}

// Lets messages that arrived meanwhile be heard.
const breath = () => new Promise<void>((go) => setTimeout(go, 0))
