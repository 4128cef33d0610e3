/** Where the widget came from and which inbox it talks to. */
export interface Place {
  desk: string
  inbox: string
  /** A language the page asks for with data-locale. */
  language: string | null
  /** The site's word for who the visitor is, with data-token. */
  identity: string | null
}

/** Reads the script tag that loaded the widget; null when it names no inbox. */
export const placeOfScript = (): Place | null => {
  const tag = (document.currentScript ?? document.querySelector('script[data-inbox]')) as HTMLScriptElement | null
  const { inbox, locale = null, token = null } = tag?.dataset ?? {}
  if (!tag?.src || !inbox) {
    console.error('Faladesk: add data-inbox="…" to the script tag of the chat.')
    return null
  }
  return { desk: new URL(tag.src).origin, inbox, language: locale, identity: token || null }
}
