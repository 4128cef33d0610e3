/** One piece of a message's content, as plugins write it (plugin contract 1). Text and media have their own places. */
export type Part =
  | { k: 'text'; text: string }
  | { k: 'media'; caption?: string }
  | { k: 'location'; lat: number; lng: number; name?: string; address?: string }
  | { k: 'contact'; vcard: unknown }
  | { k: 'choice'; id?: string; title: string }
  | { k: 'unsupported'; note: string }

/** A map of a place, to be opened in another tab; nothing is fetched from it here. */
export const mapLink = (lat: number, lng: number) =>
  `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=17/${lat}/${lng}`
