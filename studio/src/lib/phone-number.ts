/** "+5511987654321" → "+55 11 98765-4321"; numbers of other countries and shapes come back as they are. */
export function readableNumber(value: string): string {
  const brazilian = /^\+?55(\d{2})(\d{4,5})(\d{4})$/.exec(value)
  return brazilian ? `+55 ${brazilian[1]} ${brazilian[2]}-${brazilian[3]}` : value
}
