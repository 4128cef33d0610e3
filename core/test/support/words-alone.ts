import type { Capabilities } from '@faladesk/plugin-sdk'

/** What a channel of the tests can do that carries words and nothing else; `more` changes it. */
export const wordsAlone = (more: Partial<Capabilities> = {}): Capabilities => ({
  text: { max: 1000, markup: 'none' },
  media: { image: false, audio: false, video: false, document: false, sticker: false },
  maxMediaPerMessage: 1,
  templates: false,
  receipts: [],
  ...more,
})
