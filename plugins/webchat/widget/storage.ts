/** What a visitor's browser keeps between pages. */
export interface Kept {
  token?: string
  /** When the last message read was written, in milliseconds. */
  read?: number
  /** Written but not yet accepted by the desk. */
  waiting?: { id: string; text: string; at: string }[]
  open?: boolean
}

/** The browser's memory of one inbox; falls back to this page alone where storage is forbidden. */
export const memoryOf = (inbox: string) => {
  const name = `faladesk:${inbox}`
  let kept: Kept = {}
  try {
    kept = JSON.parse(localStorage.getItem(name) ?? '{}') ?? {}
  } catch {
    // Forbidden or damaged: start afresh.
  }
  return {
    get: (): Readonly<Kept> => kept,
    set: (change: Kept) => {
      kept = { ...kept, ...change }
      try {
        localStorage.setItem(name, JSON.stringify(kept))
      } catch {
        // Full or forbidden: the page itself still remembers.
      }
    },
  }
}

export type Memory = ReturnType<typeof memoryOf>
