/** Removes what PostgreSQL and JSON cannot store from a provider's text: NUL and lone surrogates. */
export const cleanText = (value: string): string =>
  // With the `u` flag a surrogate matches only when it stands alone.
  value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '')
