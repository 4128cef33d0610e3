import { useCallback, useState } from 'react'
import { preference } from '../../lib/preference.ts'

/** Which folders of a workflow a person has closed, remembered in this browser. */
export function useFolders(workflowId: string) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(remembered(workflowId)))
  const setOpen = useCallback(
    (key: string, open: boolean) =>
      setClosed((before) => {
        const after = new Set(before)
        if (open) after.delete(key)
        else after.add(key)
        preference.write(name(workflowId), after.size === 0 ? null : JSON.stringify([...after]))
        return after
      }),
    [workflowId],
  )
  return { closed, setOpen }
}

const name = (workflowId: string) => `folders.${workflowId}`

function remembered(workflowId: string): readonly string[] {
  try {
    const keys: unknown = JSON.parse(preference.read(name(workflowId)) ?? '[]')
    return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : []
  } catch {
    return []
  }
}
