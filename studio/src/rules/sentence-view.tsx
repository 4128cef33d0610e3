import type { SentencePart } from '@faladesk/rules'
import './sentence-view.css'

/** A sentence with its facts, comparisons and values told apart. */
export function SentenceView({ parts }: { parts: readonly SentencePart[] }) {
  return parts.map((part, index) =>
    part.kind === 'plain' ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name than their place.
      <span key={index} className="sentence-part" data-kind={part.kind}>
        {part.text}
      </span>
    ),
  )
}
