import type { Log } from './log.ts'
import { randomId } from './node.ts'
import type { Place } from './place.ts'
import type { Memory, Written } from './storage.ts'

interface Office {
  place: Place
  memory: Memory
  log: Log
  token(): string
  /** Gets a fresh token after the desk refused the old one. */
  renew(): Promise<void>
  /** The desk gave a new token for the same visitor. */
  renewed(token: string): void
  /** The desk wants answers first. */
  asked(): void
  changed(): void
}

const pauses = [1000, 2000, 5000, 10_000]

/** Brings what the visitor wrote to the desk, one at a time and in order; the id makes a second delivery harmless. */
export const createCourier = ({ place, memory, log, token, renew, renewed, asked, changed }: Office) => {
  let busy: Promise<void> | null = null

  const waiting = () => memory.get().waiting ?? []
  const forget = (id: string) => {
    if (waiting().some((message) => message.id === id))
      memory.set({ waiting: waiting().filter((message) => message.id !== id) })
  }
  const failed = new Set<string>()

  const post = async ({ id, text, form }: Written): Promise<number> => {
    // The answers to the first questions leave with whatever is said first.
    const answers = form ?? memory.get().answers
    try {
      const response = await fetch(`${place.desk}/hooks/v1/${place.inbox}/inbound`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token()}` },
        body: JSON.stringify({ id, text, ...(answers && { form: answers }) }),
        // Lets the last words leave with a page that is being closed.
        keepalive: text.length < 10_000,
      })
      if (!response.ok && response.status !== 400) return response.status
      const said = (await response.json().catch(() => null)) as Answer | null
      if (response.ok) {
        if (answers && !form) memory.set({ answers: undefined })
        if (said?.token) renewed(said.token)
      } else if (said?.error?.details?.[0]?.field.startsWith('form')) {
        memory.set({ answers: undefined })
        asked()
      }
      return response.status
    } catch {
      return 0
    }
  }

  const deliver = async (message: Written): Promise<boolean> => {
    // Answers alone that an earlier message took along.
    if (!message.text && !message.form && !memory.get().answers) return true
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
  const work = (): Promise<void> => {
    busy ??= round().finally(() => {
      busy = null
    })
    return busy
  }
  const upcoming = () => waiting().find(({ id }) => !failed.has(id))

  const take = (message: Written) => {
    memory.set({ waiting: [...waiting(), message] })
    show(log, message)
    return work()
  }

  return {
    take,
    /** Ends when what was said so far has been brought or has failed; answers that no message took along go alone. */
    async ready() {
      await busy
      if (Object.keys(memory.get().answers ?? {}).length > 0) await take({ id: randomId(), text: '', at: new Date().toISOString() })
    },
    again(id: string) {
      failed.delete(id)
      log.mark(id, 'sending')
      changed()
      void work()
    },
    /** Tries once more whatever failed. */
    allAgain() {
      for (const id of failed) log.mark(id, 'sending')
      failed.clear()
      void work()
    },
    /** Shows and delivers what an earlier page left waiting. */
    resume() {
      for (const message of waiting()) show(log, message)
      void work()
    },
    /** The desk showed this message: it needs no further delivery. */
    confirmed: forget,
  }
}

interface Answer {
  token?: string
  error?: { details?: { field: string }[] }
}

// Answers alone are nothing to be seen in the talk.
const show = (log: Log, { id, text, at }: Written) => {
  if (text) log.add(id, text, at)
}
