type Flags = Readonly<Record<string, unknown>>

/** Whether a machine wrote a message. */
export const isAutomatic = ({ auto, bulk }: Flags): boolean => Boolean(auto || bulk)

/**
 * Why nothing answers a message by itself, whoever the conversation belongs to; null where something may. Two machines must
 * never answer each other; what somebody new writes into another's thread, or with a false sender, is for a human to judge.
 */
export function whyUnanswered(flags: Flags): string | null {
  if (isAutomatic(flags)) return 'automatic-message'
  if (flags.spoofRisk) return 'false-sender'
  return flags.stranger ? 'unknown-sender' : null
}
