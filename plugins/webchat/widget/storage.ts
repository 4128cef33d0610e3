/** Something written here: a text, answers to the questions, or both. */
export interface Written {
  id: string
  text: string
  at: string
  form?: Answers
}

export type Answers = Record<string, string | boolean>

/** What a visitor's browser keeps between pages. */
export interface Kept {
  token?: string
  /** When the last message read was written, in milliseconds. */
  read?: number
  /** Written but not yet accepted by the desk. */
  waiting?: Written[]
  /** Answered before the conversation; they leave with the first message. */
  answers?: Answers | undefined
}

/** The browser's memory of one inbox; falls back to this page alone where storage is forbidden. */
export const memoryOf = (inbox: string) => {
  const name = `faladesk:${inbox}`
  let kept: Kept = {}
  let over = false
  try {
    kept = JSON.parse(localStorage.getItem(name) ?? '{}') ?? {}
  } catch {
    // Forbidden or damaged: start afresh.
  }
  const set = (change: Kept) => {
    if (over) return
    kept = { ...kept, ...change }
    try {
      localStorage.setItem(name, JSON.stringify(kept))
    } catch {
      // Full or forbidden: the page itself still remembers.
    }
  }
  return {
    get: (): Readonly<Kept> => kept,
    set,
    /** Forgets everything for good: the next visitor is somebody else, and what is still under way for this one leaves no trace. */
    forget() {
      kept = {}
      set({})
      over = true
    },
  }
}

export type Memory = ReturnType<typeof memoryOf>
