const delimiter = /^\s{0,3}(?:--|—|__+|–)[\s\u00a0]*$/u
const mobile =
  /^[\s\u00a0*_>-]{0,6}(?:sent from (?:my|mail for|outlook|yahoo|gmail|proton|samsung|mobile|aol|iphone|android|the)\b|sent via |sent with |get outlook for |enviad[oa] (?:do|da|de|del|desde|pelo|pela|com|con|via|vía|a partir d[oea]|por|no|na) |obt(?:er|enha|ener|én|enga) (?:o )?outlook |envoy[ée] (?:de|depuis|à partir|via|avec) |télécharge[rz] outlook |gesendet (?:von|mit|über) |von meinem .{1,40} gesendet|inviato da(?:l| )|verzonden (?:vanaf|met) |verstuurd vanaf )/iu
// "-Ana Souza" alone in the last paragraph.
const dashName = /^-\s?\p{Lu}[\p{L}.'’]*(?: \p{Lu}[\p{L}.'’]*){0,3}$/u
// What a company's server writes below every mail of its people.
const legal =
  /^[\s*_>-]{0,6}(?:aviso (?:legal|de (?:confidencialidade|confidencialidad|privacidade|privacidad))\b|(?:nota de )?confidencial(?:idade|idad)\s*:|confidentiality (?:notice|note)\b|legal (?:notice|disclaimer)\b|disclaimer\s*:|(?:esta mensagem|este e-?mail|este mensaje|este correo(?: electrónico)?|this (?:e-?mail|message)|ce (?:message|courriel)|diese e-?mail)(?: \(|,| e| y| and| et| und)? ?(?:incluindo|incluyendo|including|(?:seus|sus|its|any|quaisquer|cualquier|eventuais) (?:anexos|adjuntos|archivos|attachments?|files)|pode conter|puede contener|may contain|contém informaç|contiene informaci|contains (?:confidential|privileged)|é confidencial|es confidencial|is (?:confidential|intended|privileged)|é destinad|está dirigid|est confidentiel|enthält vertraulich)|as informações contidas nest|la información contenida en este|antes de imprimir\b|please consider the environment)/iu
const mostLines = 20

// Whether a line is a mail program’s own advertisement of itself.
const isMobileSignature = (line: string): boolean => {
  const text = line.replace(/<?https?:\/\/\S{1,500}/g, '').trim()
  return text.length <= 80 && mobile.test(text) && !/[,;!?]|\.\s|\.$/.test(text.replace(/\(.*\)|\.$/g, ''))
}

/** Where the signature at the end of lines[start, end) begins; `end` where there is none. Never folds the whole message. */
export const signatureStart = (lines: readonly string[], start: number, end: number): number => {
  let [stop, said] = [end, 0]
  const words = firstText(lines, start, end)
  for (let at = end - 1; at > start; at--) {
    const line = lines[at] as string
    if (line.trim() === '') continue
    const alone = (lines[at - 1] as string).trim() === ''
    if (delimiter.test(line) && said <= mostLines && words < at) return at
    if (isMobileSignature(line) && (alone || said === 0) && words < at) stop = at
    else if (alone && legal.test(line.slice(0, 300)) && words < at) stop = at
    else if (said === 0 && alone && dashName.test(line.trim()) && words < at) return at
    if (++said > mostLines) break
  }
  return stop
}

// Where the first words stand: a signature comes after some.
const firstText = (lines: readonly string[], start: number, end: number): number => {
  for (let at = start; at < end; at++)
    if ((lines[at] as string).trim() !== '' && !delimiter.test(lines[at] as string)) return at
  return end
}
