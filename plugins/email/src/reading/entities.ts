// The named ones mail programs really write; the rest stay as they are.
const names = new Map(
  (
    'nbsp:\u00a0 amp:& lt:< gt:> quot:" apos:\' copy:© reg:® trade:™ hellip:… ndash:– mdash:— lsquo:‘ rsquo:’ ldquo:“ rdquo:” bdquo:„ sbquo:‚ bull:• middot:· laquo:« raquo:» ' +
    'euro:€ pound:£ yen:¥ cent:¢ deg:° ordf:ª ordm:º sect:§ para:¶ iexcl:¡ iquest:¿ times:× zwnj:\u200c zwj:\u200d shy:\u00ad ensp:\u2002 emsp:\u2003 thinsp:\u2009 ' +
    'aacute:á Aacute:Á agrave:à Agrave:À acirc:â Acirc:Â atilde:ã Atilde:Ã auml:ä Auml:Ä aring:å Aring:Å aelig:æ AElig:Æ ccedil:ç Ccedil:Ç ' +
    'eacute:é Eacute:É egrave:è Egrave:È ecirc:ê Ecirc:Ê euml:ë Euml:Ë iacute:í Iacute:Í igrave:ì Igrave:Ì icirc:î Icirc:Î iuml:ï Iuml:Ï ' +
    'ntilde:ñ Ntilde:Ñ oacute:ó Oacute:Ó ograve:ò Ograve:Ò ocirc:ô Ocirc:Ô otilde:õ Otilde:Õ ouml:ö Ouml:Ö oslash:ø Oslash:Ø oelig:œ ' +
    'uacute:ú Uacute:Ú ugrave:ù Ugrave:Ù ucirc:û Ucirc:Û uuml:ü Uuml:Ü yacute:ý szlig:ß'
  )
    .split(/ (?=[A-Za-z]+:)/)
    .map((pair): [string, string] => [
      pair.slice(0, pair.indexOf(':')),
      pair.slice(pair.indexOf(':') + 1).trim() || '\u00a0',
    ]),
)

/** Undoes HTML's character references. */
export const unescapeHtml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}[1-4]?));?/gi, (whole, decimal, hex, name) => {
        if (name !== undefined) return names.get(name) ?? whole
        const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
        return code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
      })
    : text
