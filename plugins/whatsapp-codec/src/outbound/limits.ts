import type { Capabilities } from '@faladesk/plugin-sdk'

const mb = 1024 * 1024

/** Characters, counts and lengths Meta accepts (Cloud API, messages reference). */
export const limits = {
  text: 4096,
  caption: 1024,
  interactiveBody: 1024,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
  listButton: 20,
} as const

/** What WhatsApp's Cloud API can do, whoever carries it. */
export const capabilities: Capabilities = {
  text: { max: limits.text, markup: 'wa' },
  caption: { max: limits.caption },
  media: {
    image: { mimes: ['image/jpeg', 'image/png'], maxBytes: 5 * mb, filename: false, caption: true },
    audio: {
      mimes: ['audio/ogg', 'audio/mpeg', 'audio/amr', 'audio/aac', 'audio/mp4'],
      maxBytes: 16 * mb,
      filename: false,
      caption: false,
    },
    video: { mimes: ['video/mp4', 'video/3gpp'], maxBytes: 16 * mb, filename: false, caption: true },
    document: {
      mimes: [
        'application/pdf',
        'text/plain',
        'application/msword',
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        'application/vnd.ms-excel',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.ms-powerpoint',
        'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      ],
      maxBytes: 100 * mb,
      filename: true,
      caption: true,
    },
    sticker: { mimes: ['image/webp'], maxBytes: 500 * 1024, filename: false, caption: false },
  },
  maxMediaPerMessage: 1,
  buttons: { max: limits.buttons, title: limits.buttonTitle, id: limits.buttonId },
  list: { rows: limits.rows, title: limits.rowTitle, description: limits.rowDescription },
  templates: true,
  window: { hours: 24, opensOn: 'inbound' },
  presence: ['typing', 'read'],
  reactions: true,
  receipts: ['sent', 'delivered', 'read'],
  writesFirst: ['wa_phone', 'wa_bsuid'],
  // Short bursts to one person are allowed; who writes too much gets 131056 and waits.
  rate: { perSecond: 80 },
}
