import { useEffect, useRef } from 'react'

type Shortcuts = Record<string, (event: KeyboardEvent) => void>

/** Whether a key press belongs to what is being typed, or to an open dialog or menu, and so is no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('.monaco-editor')) return true
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('[role=dialog], [role=menu]') !== null
}

/** Runs a function when its key (KeyboardEvent.key) is pressed anywhere but in a field. Keys with Ctrl, Alt or Meta are left alone. */
export function useShortcuts(shortcuts: Shortcuts) {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.defaultPrevented || isTyping(event.target)) return
      const run = latest.current[event.key]
      if (!run) return
      event.preventDefault()
      run(event)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
