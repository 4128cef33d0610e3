import { useSyncExternalStore } from 'react'
import { preference } from './preference.ts'

export type ThemeChoice = 'light' | 'dark' | 'system'

const listeners = new Set<() => void>()
const systemDark = () => matchMedia('(prefers-color-scheme: dark)')

const chosen = (): ThemeChoice => {
  const stored = preference.read('theme')
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

const apply = () => {
  const choice = chosen()
  const dark = choice === 'dark' || (choice === 'system' && systemDark().matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  for (const listener of listeners) listener()
}

/** Follows the system's theme for as long as nobody has chosen one. */
export function followSystemTheme() {
  systemDark().addEventListener('change', apply)
  apply()
}

/** Chooses light, dark or the system's theme, and remembers it in this browser. */
export function chooseTheme(choice: ThemeChoice) {
  preference.write('theme', choice === 'system' ? null : choice)
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The theme a person chose, and whether dark is what they see now (Monaco and canvases need to know). */
export function useTheme(): { choice: ThemeChoice; dark: boolean } {
  const choice = useSyncExternalStore(subscribe, chosen)
  const dark = useSyncExternalStore(subscribe, () => document.documentElement.dataset.theme === 'dark')
  return { choice, dark }
}
