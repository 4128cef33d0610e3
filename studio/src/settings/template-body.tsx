import { holesOf } from './template-words.ts'

interface Props {
  body: string
  /** What stands in a placeholder; where it says nothing the placeholder is shown. */
  fill?: ((hole: string) => string | undefined) | undefined
}

/** A template's text as the customer reads it, its placeholders marked. */
export function TemplateBody({ body, fill }: Props) {
  return (
    <p className="template-body">
      {holesOf(body).map(({ text, hole }, place) =>
        hole === null ? (
          text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name than their place.
          <mark key={place}>{fill?.(hole) || text}</mark>
        ),
      )}
    </p>
  )
}
