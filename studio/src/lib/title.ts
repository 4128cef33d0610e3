import { useEffect } from 'react'

/** Names the page in the browser's tab while the component is shown: "Ana Souza · Faladesk". */
export function useTitle(name: string) {
  useEffect(() => {
    document.title = `${name} · Faladesk`
  }, [name])
}
