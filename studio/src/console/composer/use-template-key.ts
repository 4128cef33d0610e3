import { useEffect } from 'react'

/** Opens the templates on Ctrl+Shift+T, also while writing. Where the browser keeps that key, `/` in the empty field does it. */
export function useTemplateKey(open: (() => void) | undefined) {
  useEffect(() => {
    if (!open) return
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.code !== 'KeyT') return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [open])
}
