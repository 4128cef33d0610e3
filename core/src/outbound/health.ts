import type { ProviderError } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { noteHealth } from '../plugins/health.ts'
import { unwellOf } from '../plugins/health-words.ts'

/** The health of inboxes as their sends show it; written only when it changes. */
export interface Health {
  good(inboxId: string): Promise<void>
  bad(inboxId: string, error: ProviderError): Promise<void>
}

/** Another replica may have written meanwhile: what this one remembers holds for so long. */
const sureMs = 60_000
/** Between two refusals for speed sends go through: only a while without one ends it. */
const calmMs = 60_000

/** Remembers what this process last wrote of each inbox. */
export function createHealth({ db }: Pick<Host, 'db'>, now: () => number = Date.now): Health {
  const written = new Map<string, { word: string; at: number }>()
  const slowed = new Map<string, number>()
  const calmDown = (inboxId: string) => {
    const last = slowed.get(inboxId) ?? 0
    slowed.set(inboxId, now())
    // One timer an inbox and minute: should nothing more be sent, nobody else would say that it is over.
    if (now() - last > calmMs) setTimeout(() => void calm(inboxId).catch(() => {}), calmMs + 1000).unref()
  }
  const calm = async (inboxId: string): Promise<void> => {
    const left = (slowed.get(inboxId) ?? 0) + calmMs - now()
    if (left > 0) return void setTimeout(() => void calm(inboxId).catch(() => {}), left + 1000).unref()
    slowed.delete(inboxId)
    if (written.get(inboxId)?.word.startsWith('degraded'))
      await once(inboxId, 'ok', () => noteHealth(db, inboxId, 'send', null))
  }
  const once = async (inboxId: string, word: string, note: () => Promise<unknown>) => {
    const last = written.get(inboxId)
    if (last?.word === word && now() - last.at < sureMs) return
    written.set(inboxId, { word, at: now() })
    await note()
  }
  return {
    async good(inboxId) {
      const isSlow = written.get(inboxId)?.word.startsWith('degraded') ?? false
      if (isSlow && now() - (slowed.get(inboxId) ?? Number.NEGATIVE_INFINITY) < calmMs) return
      await once(inboxId, 'ok', () => noteHealth(db, inboxId, 'send', null))
    },
    async bad(inboxId, error) {
      if (error.class === 'throttled' && error.scope !== 'recipient') calmDown(inboxId)
      else if (error.class !== 'auth' && error.class !== 'config') return
      const unwell = unwellOf('send', error)
      await once(inboxId, `${unwell.status} ${unwell.text.en}`, () => noteHealth(db, inboxId, 'send', unwell))
    },
  }
}
