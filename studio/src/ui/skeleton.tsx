import './skeleton.css'

/** A grey bar where words will be. Give the region that loads aria-busy; the bars themselves are silent. */
export function Skeleton({
  width = '100%',
  height = 12,
  round,
}: {
  width?: number | string
  height?: number
  round?: boolean
}) {
  return <span className="skeleton" style={{ width, height, borderRadius: round ? '50%' : 6 }} aria-hidden="true" />
}
