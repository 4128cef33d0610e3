import { templatePieces } from '../../lib/template-text.ts'

interface Props {
  body: string
  /** What stands in a placeholder; where it says nothing the placeholder is shown. */
  fill?: ((name: string) => string | undefined) | undefined
}

/** A template's text as the customer reads it, its placeholders marked. */
export function TemplateBody({ body, fill }: Props) {
  return (
    <p className="template-body">
      {templatePieces(body).map(({ at, text, name }) =>
        name === undefined ? text : <mark key={at}>{fill?.(name) || text}</mark>,
      )}
    </p>
  )
}
