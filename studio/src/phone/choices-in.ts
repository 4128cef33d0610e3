/** Something a message offers: a button to press, or words to write. */
export type Choice = { kind: 'button'; id?: string; title: string } | { kind: 'words'; title: string }

interface ButtonsLike {
  k?: string
  buttons?: { id?: string; title?: string }[]
}

const most = 10

/**
 * What a message offers: its buttons, else a list in its text ("1. Boleto", "• Troca", words in CAPITALS a menu asks to write).
 * A channel without buttons writes them as such a list.
 */
export function choicesIn(text: string, content: unknown): Choice[] {
  const buttons = (Array.isArray(content) ? (content as ButtonsLike[]) : []).flatMap((part) =>
    part?.k === 'buttons' ? (part.buttons ?? []) : [],
  )
  if (buttons.length > 0)
    return buttons.flatMap(({ id, title }): Choice[] =>
      title ? [{ kind: 'button', title, ...(id === undefined ? {} : { id }) }] : [],
    )
  const numbered = [...text.matchAll(/^\s*(\d{1,2})[.):-]\s+(\S.{0,40})$/gmu)].map(([, , title]) =>
    asWords((title ?? '').trim()),
  )
  if (numbered.length > 1) return numbered.slice(0, most)
  const words = [...text.matchAll(/(?<![\p{L}\p{N}])\p{Lu}{4,20}(?![\p{L}\p{N}])/gu)].map(([word]) => word)
  return [...new Set(words)].slice(0, most).map(asWords)
}

const asWords = (title: string): Choice => ({ kind: 'words', title })
