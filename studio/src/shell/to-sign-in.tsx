import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** Leads to the sign-in page, once, and remembers where the person was: a session may end while a page is open. */
export function ToSignIn() {
  const navigate = useNavigate()
  const { href } = useLocation()
  const left = useRef(false)
  useEffect(() => {
    if (left.current) return
    left.current = true
    void navigate({ to: '/entrar', search: { next: href }, replace: true })
  }, [navigate, href])
  return null
}
