/** Options of routes that take a rule document: ten thousand rules are larger than other requests may be. */
export const documentLimit = { bodyLimit: 16 * 1024 * 1024 }
