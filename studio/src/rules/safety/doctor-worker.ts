/// <reference lib="webworker" />
// The Doctor, the tests and the simulator run here, off the page's thread: an edit of a large document never stutters.
import { createDoctor, decide, type RuleDocument, runTests } from '@faladesk/rules'
import type { FromDoctor, ToDoctor } from './doctor-messages.ts'
import { unpack } from './document-wire.ts'

declare const self: DedicatedWorkerGlobalScope

let held: RuleDocument | null = null
let doctor: ReturnType<typeof createDoctor> | null = null
let setup = ''
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

async function look({ turn, locale, references, document }: Extract<ToDoctor, { ask: 'look' }>): Promise<void> {
  const now = unpack(held, document)
  held = now
  latest = turn
  say({ says: 'tests', turn, report: await runTests(now) })
  // A newer edit is already waiting in line: its findings are the ones to work out.
  await breath()
  if (latest !== turn) return
  const asked = JSON.stringify([locale, references])
  if (!doctor || asked !== setup) doctor = createDoctor({ locale, pause: breath, ...(references && { references }) })
  setup = asked
  const began = performance.now()
  const findings = await doctor.diagnose(now)
  say({ says: 'findings', turn, findings, took: performance.now() - began })
}

async function answer({ turn, facts, skipReply }: Extract<ToDoctor, { ask: 'decide' }>): Promise<void> {
  if (!held) throw new Error('asked to decide before any document came')
  const decision = await decide(held, facts, { explain: 'all', ...(skipReply && { skipReply }) })
  say({ says: 'decision', turn, decision })
}

// Lets messages that arrived meanwhile be heard.
const breath = () => new Promise<void>((go) => setTimeout(go, 0))
