/** A team's name as a path takes it: "Pós-venda SP" is `pos-venda-sp`, "2ª via" is `_2a-via`. */
export function teamSlug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return /^[a-z]/.test(plain) ? plain : `_${plain}`
}
