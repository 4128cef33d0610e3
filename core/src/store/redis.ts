import { Redis } from 'ioredis'
import type { Log } from '../log.ts'

/** Words between replicas through Redis. Nothing is kept there: what is said while nobody listens is gone. */
export interface Relay {
  /** Says words to every replica, this one too; answers how many heard all of them, and rejects where Redis cannot be reached now. */
  publish(words: readonly string[]): Promise<number>
  close(): void
}

const longestPauseMs = 10_000

/**
 * Connects to Redis, without waiting for it: one that is not there, or is lost, is tried again and again, and until then each
 * command fails at once, so that whoever asks does without.
 */
export function openRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 2000,
    connectTimeout: 5000,
    autoResubscribe: false,
    // Signing in is all that is said on the way in; a Redis that is loading its data is asked again.
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 10), longestPauseMs),
  })
  let told = ''
  redis.on('ready', () => {
    told = ''
  })
  redis.on('error', (error: Error) => {
    // The same trouble once, not with each attempt.
    if (told !== error.message)
      log.warn({ reason: error.message }, 'Redis cannot be reached; PostgreSQL serves meanwhile')
    told = error.message
  })
  return redis
}

/**
 * Opens the relay on a connection and an ear of its own, and answers when both stand or failed once. `missed` is called when
 * the ear is open again after it was not: what was said meanwhile is unknown.
 */
export async function openRelay(
  mouth: Redis,
  { channel, heard, missed }: { channel: string; heard(word: string): void; missed(): void },
): Promise<Relay> {
  const ear = mouth.duplicate()
  // The mouth says the same.
  ear.on('error', () => {})
  ear.on('message', (_channel, word) => heard(word))
  let open = 0
  let listening = false
  ear.on('close', () => {
    listening = false
  })
  ear.on('ready', () => {
    ear
      .subscribe(channel)
      .then(() => {
        listening = true
        if (open++ > 0) missed()
      })
      .catch(() => ear.disconnect(true))
  })
  await Promise.all([settled(mouth, () => mouth.status === 'ready'), settled(ear, () => listening)])
  return {
    async publish(words) {
      // Deaf, we would hear nobody: others may be in the same state, and then NOTIFY reaches all.
      if (!listening) throw new Error('Redis cannot be reached')
      return Math.min(...(await Promise.all(words.map((word) => mouth.publish(channel, word)))))
    },
    close: () => ear.disconnect(),
  }
}

const settled = async (redis: Redis, well: () => boolean): Promise<void> => {
  const until = performance.now() + 2000
  while (!well() && redis.status !== 'reconnecting' && redis.status !== 'end' && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 10))
}
