import type { Memory } from './storage.ts'

interface Office {
  memory: Memory
  /** The desk gave a new token for the same visitor. */
  renewed(token: string): void
  /** The desk wants answers first. */
  asked(): void
}

/** What the desk answers a post with. */
interface Heard {
  token?: string
  error?: { details?: { field: string }[] }
}

/** The answers to the first questions: they leave with whatever is said first, a text or a file. */
export const createAnswers = ({ memory, renewed, asked }: Office) => ({
  kept: () => memory.get().answers,
  /** Takes in what the desk said of a post; `carried` where it took the answers along. */
  heed(status: number, said: Heard | null, carried: boolean) {
    if (status >= 200 && status < 300) {
      if (carried) memory.set({ answers: undefined })
      if (said?.token) renewed(said.token)
    } else if (status === 400 && said?.error?.details?.[0]?.field.startsWith('form')) {
      memory.set({ answers: undefined })
      asked()
    }
  },
})

export type AnswersKeeper = ReturnType<typeof createAnswers>
