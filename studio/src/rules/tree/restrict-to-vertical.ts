import type { Modifier } from '@dnd-kit/core'

/** A dragged rule moves up and down only. */
export const restrictToVertical: Modifier = ({ transform }) => ({ ...transform, x: 0 })
