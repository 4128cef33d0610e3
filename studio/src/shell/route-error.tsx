import { useRouter } from '@tanstack/react-router'
import { ErrorState } from '../ui/error-state.tsx'

/** Shown in place of a page that failed to load or to render. */
export function RouteError({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter()
  const retry = () => {
    // Browsers remember that a script failed to load (a new release took it away, or the line was down): only a new page asks again.
    if (error instanceof TypeError) return location.reload()
    reset()
    void router.invalidate()
  }
  return <ErrorState error={error} onRetry={retry} />
}
