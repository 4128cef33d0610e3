/** Reads a time of day as people write it ("9", "930", "18h30", "24") into HH:MM; null when it is none. 24:00 ends a day. */
export function clockText(written: string): string | null {
  const digits = written
    .trim()
    .replace(/\s*(h|:|\.|hs|hrs)\s*/gi, ':')
    .replace(/:$/, '')
  const parts = /^(\d{1,2}):?(\d{2})?$/.exec(digits)
  if (!parts) return null
  const [hour = 0, minute = 0] = [Number(parts[1]), Number(parts[2] ?? 0)]
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
