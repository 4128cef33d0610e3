import type { Redis } from 'ioredis'

/** Words between replicas through Redis. Nothing is kept there: what is said while nobody listens is gone. */
export interface Relay {
  /** Says words to every replica, this one too; answers how many heard all of them, and rejects where Redis cannot be reached now. */
  publish(words: readonly string[]): Promise<number>
  close(): void
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
