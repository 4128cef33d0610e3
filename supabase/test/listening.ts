import { setTimeout as sleep } from 'node:timers/promises'
import type { RealtimeChannel } from '@supabase/supabase-js'

/** Subscribes and resolves with the first state reported, joined or refused, and the reason given. */
export function subscribe(channel: RealtimeChannel): Promise<{ state: string; reason: string }> {
  return new Promise((resolve) => channel.subscribe((state, error) => resolve({ state, reason: error?.message ?? '' })))
}

/** Collects what a channel hears of one broadcast event ("*" for all). */
export function hear(channel: RealtimeChannel, event = '*'): { event: string; payload: Record<string, unknown> }[] {
  const heard: { event: string; payload: Record<string, unknown> }[] = []
  channel.on('broadcast', { event }, (message) => heard.push(message as unknown as (typeof heard)[number]))
  return heard
}

/** Waits until a condition holds, and fails naming it after some seconds. */
export async function until(what: string, condition: () => boolean, seconds = 30): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !condition(); await sleep(10))
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain: ${what}`)
}

/** Long enough for a message that should not come to have come. */
export const quiet = () => sleep(700)
