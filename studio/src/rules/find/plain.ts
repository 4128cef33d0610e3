import { fold } from '@faladesk/rules'

/** A word or phrase as people mean it: without accents, case or punctuation. */
export const plain = (text: string): string => fold(text).padded.trim()
