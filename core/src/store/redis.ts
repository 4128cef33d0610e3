import { Redis } from 'ioredis'
import type { Log } from '../log.ts'

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
