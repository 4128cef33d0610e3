import { pieces } from './links.ts'

/** A message's words, their line breaks kept and their addresses made links. Nothing else is read as markup. */
export function MessageText({ text }: { text: string }) {
  return (
    <p className="bubble-text">
      {pieces(text).map((piece) =>
        piece.href ? (
          <a key={piece.at} href={piece.href} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </p>
  )
}
