import type { ComponentProps } from 'react'

/** Rows of a treegrid that belong together: a rule's own, and those it opens into. */
export function GridGroup(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: a table would force its layout on sentences and forms.
  return <div role="rowgroup" {...props} />
}
