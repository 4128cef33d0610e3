import type { Decision, DoctorFinding, Fact, Locale, RuleDocument, TestReport } from '@faladesk/rules'
import type { FromDoctor, References, ToDoctor } from './doctor-messages.ts'
import { pack } from './document-wire.ts'

/** What the page needs of a worker; a test may bring its own. */
export interface Line {
  postMessage: (message: ToDoctor) => void
  onmessage: ((event: MessageEvent<FromDoctor>) => void) | null
  onerror: ((event: never) => void) | null
  terminate: () => void
}

interface News {
  onFindings: (findings: readonly DoctorFinding[], document: RuleDocument) => void
  onReport: (report: TestReport) => void
  onFailure: (message: string) => void
}

/** In which language, whom and what a document may name, and which facts plugins tell. */
interface Setup {
  locale: Locale
  references: References | null
  facts?: readonly Fact[]
}

/** The Doctor as the page speaks to it. */
export interface DoctorClient {
  /** Has the document looked at after a pause in the edits; what changed later wins. */
  look: (document: RuleDocument, setup: Setup) => void
  /** What the rules would decide now. Waits for the document of the last `look`. */
  decide: (facts: Readonly<Record<string, unknown>>, skipReply?: string) => Promise<Decision>
  stop: () => void
}

/** Milliseconds without an edit before the Doctor looks. */
export const pause = 150

/** Speaks to a Doctor in a worker: sends what changed, drops answers that an edit has overtaken. */
export function createDoctorClient(line: Line, { onFindings, onReport, onFailure }: News): DoctorClient {
  let held: RuleDocument | null = null
  let turn = 0
  let lookTurn = 0
  let looked: RuleDocument | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined
  let pending: (() => void) | undefined
  const asked = new Map<number, { done: (decision: Decision) => void; fail: (error: Error) => void }>()

  line.onmessage = ({ data }) => {
    if (data.says === 'decision') asked.get(data.turn)?.done(data.decision)
    else if (data.says === 'failed' && data.ask === 'decide') asked.get(data.turn)?.fail(new Error(data.message))
    else if (data.turn !== lookTurn) return
    else if (data.says === 'findings') onFindings(data.findings, looked as RuleDocument)
    else if (data.says === 'tests') onReport(data.report)
    else onFailure(data.message)
    asked.delete(data.turn)
  }
  line.onerror = () => onFailure('the worker stopped')

  const sendNow = () => {
    clearTimeout(waiting)
    pending?.()
    pending = undefined
  }

  return {
    look(document, { locale, references, facts }) {
      clearTimeout(waiting)
      const told = facts && facts.length > 0 ? { facts } : {}
      pending = () => {
        lookTurn = ++turn
        line.postMessage({ ask: 'look', turn, locale, references, ...told, document: pack(held, document) })
        held = document
        looked = document
      }
      // The first look of a page has nobody to wait for.
      if (held === null) sendNow()
      else waiting = setTimeout(sendNow, pause)
    },
    decide(facts, skipReply) {
      sendNow()
      const mine = ++turn
      return new Promise((done, fail) => {
        asked.set(mine, { done, fail })
        line.postMessage({ ask: 'decide', turn: mine, facts, ...(skipReply && { skipReply }) })
      })
    },
    stop() {
      clearTimeout(waiting)
      for (const { fail } of asked.values()) fail(new Error('the page was left'))
      line.terminate()
    },
  }
}

/** Starts the worker, a module of our own origin. */
export const startDoctorWorker = (): Line =>
  new Worker(new URL('./doctor-worker.ts', import.meta.url), { type: 'module', name: 'doctor' }) as unknown as Line
