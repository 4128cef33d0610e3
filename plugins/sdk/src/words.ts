/** The three languages Faladesk speaks to people; `pt-BR` is the default. */
export type Locale = 'pt-BR' | 'es' | 'en'

/** One short text in each language, for anything a person reads. */
export type Text = Readonly<Record<Locale, string>>

/** Every locale, the default first. */
export const locales: readonly Locale[] = ['pt-BR', 'es', 'en']

/** Gives back the text in all three languages, so that a missing one is a compile error. */
export const say = (pt: string, es: string, en: string): Text => ({ 'pt-BR': pt, es, en })
