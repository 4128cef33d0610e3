import type { AnswersKeeper } from './answers.ts'
import type { Log } from './log.ts'
import type { Place } from './place.ts'
import type { Memory, Written } from './storage.ts'

interface Office {
  place: Place
  memory: Memory
  log: Log
  token(): string
  /** Gets a fresh token after the desk refused the old one. */
  renew(): Promise<void>
  answers: AnswersKeeper
  changed(): void
}

const pauses = [1000, 2000, 5000, 10_000]

/** Brings what the visitor wrote to the desk, one at a time and in order; the id makes a second delivery harmless. */
export const createCourier = ({ place, memory, log, token, renew, answers, changed }: Office) => {
  let busy: Promise<void> | null = null

  const waiting = () => memory.get().waiting ?? []
  const forget = (id: string) => {
    if (waiting().some((message) => message.id === id))
      memory.set({ waiting: waiting().filter((message) => message.id !== id) })
  }
  const failed = new Set<string>()

  const post = async ({ id, text, form }: Written): Promise<number> => {
    const sent = form ?? answers.kept()
    try {
      const response = await fetch(`${place.desk}/hooks/v1/${place.inbox}/inbound`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token()}` },
        body: JSON.stringify({ id, text, ...(sent && { form: sent }) }),
        // Lets the last words leave with a page that is being closed.
        keepalive: text.length < 10_000,
      })
      if (!response.ok && response.status !== 400) return response.status
      answers.heed(response.status, await response.json().catch(() => null), sent !== undefined && !form)
      return response.status
    } catch {
      return 0
    }
  }

  const deliver = async (message: Written): Promise<boolean> => {
    for (let turn = 0; ; turn++) {
      const status = await post(message)
      if (status >= 200 && status < 300) return true
      if (status === 401 && turn === 0) await renew().catch(() => undefined)
      else if (status >= 400 && status < 500 && status !== 408 && status !== 429) return false
      const pause = pauses[turn]
      if (pause === undefined) return false
      if (status !== 401) await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  const round = async () => {
    for (let next = upcoming(); next; next = upcoming()) {
      const { id } = next
      const arrived = await deliver(next)
      if (arrived) forget(id)
      else failed.add(id)
      log.mark(id, arrived ? 'sent' : 'failed')
      changed()
    }
  }
  const work = () => {
    busy ??= round().finally(() => {
      busy = null
    })
  }
  const upcoming = () => waiting().find(({ id }) => !failed.has(id))

  return {
    /** Takes a message for delivery. */
    take(message: Written) {
      memory.set({ waiting: [...waiting(), message] })
      show(log, message)
      work()
    },
    /** Ends when what was said so far has been brought, or has failed. */
    ready: async () => busy,
    again(id: string) {
      failed.delete(id)
      log.mark(id, 'sending')
      changed()
      work()
    },
    /** Tries once more whatever failed. */
    allAgain() {
      for (const id of failed) log.mark(id, 'sending')
      failed.clear()
      work()
    },
    /** Shows and delivers what an earlier page left waiting. */
    resume() {
      for (const message of waiting()) show(log, message)
      work()
    },
    /** The desk showed this message: it needs no further delivery. */
    confirmed: forget,
  }
}

// Answers alone are nothing to be seen in the talk.
const show = (log: Log, { id, text, at }: Written) => {
  if (text) log.add(id, text, at)
}
