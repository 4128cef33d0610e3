/** A LIKE pattern of what holds what a person typed, taken as plain text; everything where they typed nothing. */
export const likeOf = (search = ''): string => `%${search.trim().replace(/[\\%_]/g, '\\$&')}%`
