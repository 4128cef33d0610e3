/** What a visitor's page may say over its socket. */
export type ClientFrame =
  | { type: 'hello'; token: string; after?: number | null }
  | { type: 'delivered' | 'read'; upTo: number }
  | { type: 'typing' }

/** Reads a frame; null when it is none. */
export function readFrame(data: unknown): ClientFrame | null {
  try {
    const frame = JSON.parse(String(data)) as Partial<ClientFrame> | null
    if (frame?.type === 'hello' && typeof frame.token === 'string') return frame as ClientFrame
    if ((frame?.type === 'delivered' || frame?.type === 'read') && Number.isSafeInteger(frame.upTo))
      return frame as ClientFrame
    return frame?.type === 'typing' ? { type: 'typing' } : null
  } catch {
    return null
  }
}
