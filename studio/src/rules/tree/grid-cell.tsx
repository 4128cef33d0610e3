import type { ComponentProps } from 'react'

/** A cell of a treegrid's row; the row takes the focus, or what stands in the cell. */
export function GridCell(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: a table would force its layout on sentences and forms.
  // biome-ignore lint/a11y/useFocusableInteractive: the focus is the row's, and that of the controls inside.
  return <div role="gridcell" {...props} />
}
