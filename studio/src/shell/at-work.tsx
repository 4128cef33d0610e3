import { useEffect } from 'react'
import { api } from '../lib/api.ts'

const everyMs = 60_000

/** Tells core once a minute that this person is at work, while the page can be seen: rules may ask who is there. */
export function AtWork() {
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined
    const tell = (online: boolean) => void api('POST', '/v1/session/presence', { body: { online } }).catch(() => {})
    const follow = () => {
      clearInterval(timer)
      tell(!document.hidden)
      if (!document.hidden) timer = setInterval(() => tell(true), everyMs)
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      clearInterval(timer)
      tell(false)
    }
  }, [])
  return null
}
