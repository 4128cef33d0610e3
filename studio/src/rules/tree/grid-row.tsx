import type { ComponentProps } from 'react'

interface Props extends ComponentProps<'div'> {
  /** Its name in the page, by which the focus finds it. */
  rowKey: string
  /** 1 for a rule, more for what is set in below it. */
  level: number
}

/** A row of a treegrid; it takes the focus when the arrows come to it. */
export function GridRow({ rowKey, level, ...rest }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table would force its layout on sentences and forms.
    <div role="row" aria-level={level} tabIndex={-1} data-row-key={rowKey} {...rest} />
  )
}
