import { useState } from 'react'
import { preference } from '../lib/preference.ts'

/** Whether the Tab key leaves the JSON editor instead of writing a space; remembered in this browser. */
export function useTabLeaves() {
  const [leaves, setLeaves] = useState(() => preference.read('editor-tab-leaves') === '1')
  const remember = (next: boolean) => {
    preference.write('editor-tab-leaves', next ? '1' : null)
    setLeaves(next)
  }
  return [leaves, remember] as const
}
