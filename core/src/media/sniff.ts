/**
 * The media type of a file by its first bytes. A type that a browser would run (HTML, SVG, script) is never believed, so
 * that nothing a customer sends can act in an agent's session; an unknown file keeps a harmless claim.
 */
export function sniff(bytes: Uint8Array, claimed: string): string {
  const type = claimed.split(';')[0]?.trim().toLowerCase() ?? ''
  const found = signatures.find(({ at = 0, magic }) =>
    magic.every((byte, i) => byte === null || bytes[at + i] === byte),
  )
  if (found) return found.family?.some((start) => type.startsWith(start)) ? type : found.mime
  return believable.test(type) ? type : 'application/octet-stream'
}

interface Signature {
  mime: string
  at?: number
  magic: readonly (number | null)[]
  /** More exact claims that these bytes agree with. */
  family?: readonly string[]
}

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0))

const signatures: readonly Signature[] = [
  { mime: 'image/jpeg', magic: [0xff, 0xd8, 0xff] },
  { mime: 'image/png', magic: [0x89, ...ascii('PNG')] },
  { mime: 'image/gif', magic: ascii('GIF8') },
  { mime: 'image/webp', magic: [...ascii('RIFF'), null, null, null, null, ...ascii('WEBP')] },
  { mime: 'audio/wav', magic: [...ascii('RIFF'), null, null, null, null, ...ascii('WAVE')] },
  { mime: 'application/pdf', magic: ascii('%PDF-') },
  { mime: 'audio/ogg', magic: ascii('OggS'), family: ['audio/ogg', 'video/ogg'] },
  { mime: 'audio/mpeg', magic: ascii('ID3') },
  { mime: 'audio/mpeg', magic: [0xff, 0xfb] },
  { mime: 'audio/amr', magic: ascii('#!AMR') },
  {
    mime: 'video/mp4',
    at: 4,
    magic: ascii('ftyp'),
    family: ['video/', 'audio/mp4', 'audio/m4a', 'audio/x-m4a', 'image/heic', 'image/heif', 'image/avif'],
  },
  { mime: 'video/webm', magic: [0x1a, 0x45, 0xdf, 0xa3], family: ['video/', 'audio/webm'] },
  {
    mime: 'application/zip',
    magic: [0x50, 0x4b, 0x03, 0x04],
    family: [
      'application/vnd.openxmlformats-officedocument',
      'application/vnd.oasis.opendocument',
      'application/epub+zip',
    ],
  },
  {
    mime: 'application/msword',
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    family: ['application/vnd.ms-', 'application/msword'],
  },
]

// Text a browser only shows, and data it only saves.
const believable = /^(text\/(plain|csv|vcard|x-vcard)|application\/(octet-stream|json|rtf|vnd\.[a-z0-9.+-]+))$/
