const [cr, lf] = [0x0d, 0x0a]

/** Gives every line of a mail its CRLF where it was written with lone carriage returns; other mails stay as they are. */
export const withLineEnds = (raw: Buffer): Buffer => {
  // Old Macs end lines with CR alone: no LF among the first lines tells.
  const head = raw.subarray(0, 4096)
  if (head.includes(lf) || !head.includes(cr)) return raw
  return Buffer.from(raw.toString('latin1').replace(/\r\n?|\n/g, '\r\n'), 'latin1')
}

/**
 * Shortens long rows of carriage returns to the one line end each of them means. Between headers they would take the parser the
 * square of their number; a hundred in a row are in no file by chance.
 */
export const withoutRows = (raw: Buffer): Buffer => {
  if (!raw.includes('\r\r')) return raw
  const text = raw.toString('latin1')
  const calm = text.replace(/[\r\n]{100,}/g, (row) =>
    row.replace(/\r+\n?/g, (end) => (end.endsWith('\n') ? '\r\n' : '\r')),
  )
  return calm.length === text.length ? raw : Buffer.from(calm, 'latin1')
}

/** Takes away what mail programs and exporters put before the first header: an mbox line, blank lines, a byte-order mark. */
export const withoutPreamble = (raw: Buffer): Buffer => {
  let start = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0
  while (start < raw.length && (raw[start] === cr || raw[start] === lf || raw[start] === 0x20 || raw[start] === 9))
    start++
  const line = raw.subarray(start, start + 200).toString('latin1')
  if (/^>?From [^\r\n:]*[\r\n]/.test(line) || /^From \S+ [^\r\n]*\d{2}:\d{2}/.test(line)) {
    const end = raw.indexOf(lf, start)
    if (end > 0) start = end + 1
  }
  return start === 0 ? raw : raw.subarray(start)
}

/** Where the header block that begins at `start` ends, and where the body after its blank line begins. */
export const headerEnd = (raw: Buffer, start: number, end: number): { end: number; body: number } => {
  let line = start
  while (line < end) {
    const next = raw.indexOf(lf, line)
    const stop = next < 0 || next >= end ? end : next
    const length = stop - line - (stop > line && raw[stop - 1] === cr ? 1 : 0)
    if (length === 0) return { end: line, body: Math.min(end, stop + 1) }
    line = stop + 1
  }
  return { end, body: end }
}
