import { Spinner } from '../ui/spinner.tsx'
import './shell.css'

/** A page on its way: nothing at first, then a small ring, so that fast loads do not flicker. */
export function Waiting() {
  return (
    <div className="waiting" aria-busy="true">
      <Spinner />
    </div>
  )
}
