/** What this browser remembers for a person. Storage may be full or forbidden: then nothing is remembered, and nothing breaks. */
export const preference = {
  read(name: string): string | null {
    try {
      return localStorage.getItem(`faladesk.${name}`)
    } catch {
      return null
    }
  },
  write(name: string, value: string | null) {
    try {
      if (value === null) localStorage.removeItem(`faladesk.${name}`)
      else localStorage.setItem(`faladesk.${name}`, value)
    } catch {
      // Remembering is a comfort, never a condition.
    }
  },
}
