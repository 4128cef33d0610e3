import type { Log } from './log.ts'
import type { Place } from './place.ts'
import type { Memory } from './storage.ts'

interface Office {
  place: Place
  memory: Memory
  log: Log
  token(): string
  /** Gets a fresh token after the desk refused the old one. */
  renew(): Promise<void>
  changed(): void
}

const pauses = [1000, 2000, 5000, 10_000]

/** Brings what the visitor wrote to the desk, one at a time and in order; the id makes a second delivery harmless. */
export const createCourier = ({ place, memory, log, token, renew, changed }: Office) => {
  let busy = false

  const waiting = () => memory.get().waiting ?? []
  const forget = (id: string) => memory.set({ waiting: waiting().filter((message) => message.id !== id) })
  const failed = new Set<string>()

  const post = (message: { id: string; text: string }) =>
    fetch(`${place.desk}/hooks/v1/${place.inbox}/inbound`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token()}` },
      body: JSON.stringify({ id: message.id, text: message.text }),
      // Lets the last words leave with a page that is being closed.
      keepalive: message.text.length < 10_000,
    }).then(
      ({ status }) => status,
      () => 0,
    )

  const deliver = async (message: { id: string; text: string }): Promise<boolean> => {
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

  const work = async () => {
    if (busy) return
    busy = true
    try {
      for (let next = upcoming(); next; next = upcoming()) {
        const { id } = next
        const arrived = await deliver(next)
        if (arrived) forget(id)
        else failed.add(id)
        log.mark(id, arrived ? 'sent' : 'failed')
        changed()
      }
    } finally {
      busy = false
    }
  }
  const upcoming = () => waiting().find(({ id }) => !failed.has(id))

  return {
    /** Takes a message for delivery. */
    take(message: { id: string; text: string; at: string }) {
      memory.set({ waiting: [...waiting(), message] })
      log.add(message.id, message.text, message.at)
      void work()
    },
    again(id: string) {
      failed.delete(id)
      log.mark(id, 'sending')
      changed()
      void work()
    },
    /** Shows and delivers what an earlier page left waiting. */
    resume() {
      for (const { id, text, at } of waiting()) log.add(id, text, at)
      void work()
    },
    /** The desk showed this message: it needs no further delivery. */
    confirmed: forget,
  }
}

export type Courier = ReturnType<typeof createCourier>
