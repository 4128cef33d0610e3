import type { PhoneMessage } from '@faladesk/core/contract'

type Media = NonNullable<PhoneMessage['media']>

// Files of Studio's own, at an absolute address: core fetches them as it would fetch a provider's.
const at = (name: string) => new URL(`/phone/${name}`, location.origin).href

/** A small receipt, to send as a photo. */
export const sampleImage = (): Media => ({ url: at('recibo.png'), mime: 'image/png', filename: 'recibo.png' })

/** A second of sound, to send as a voice message. */
export const sampleAudio = (): Media => ({ url: at('audio.wav'), mime: 'audio/wav', filename: 'audio.wav' })
