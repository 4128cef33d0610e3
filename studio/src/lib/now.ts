import { useEffect, useState } from 'react'

/** The time now in ms, renewed every half minute: enough for "5 min" to become "6 min" by itself. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
