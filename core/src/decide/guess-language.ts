// `other` has words, but none of these.
type Language = 'pt' | 'es' | 'en' | 'other'

/**
 * Guesses the language of a short text by its most common words and its letters. Null where it has too few words to tell:
 * a rule must not take "ok" for a language.
 */
export function guessLanguage(text: string): Language | null {
  const words =
    text
      .slice(0, 2_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const scores = { pt: 0, es: 0, en: 0 }
  for (const language of told) {
    for (const word of words) if (common[language].has(word)) scores[language] += 2
    scores[language] += text.match(letters[language])?.length ?? 0
  }
  const [best, second] = [...told].sort((a, b) => scores[b] - scores[a]) as [Told, Told]
  if (scores[best] > scores[second]) return best
  return words.length >= 4 && scores[best] === 0 ? 'other' : null
}

type Told = 'pt' | 'es' | 'en'
const told: readonly Told[] = ['pt', 'es', 'en']

const set = (words: string) => new Set(words.split(' '))

// Words of everyday messages that the other two do not have, or hardly; shared ones ("a", "de", "me", "no") tell nothing.
const common: Record<Told, ReadonlySet<string>> = {
  pt: set(
    'não nao sim você voce vocês voces oi olá ola obrigado obrigada obg bom boa dia tarde noite tudo bem eu meu minha meus minhas seu sua ' +
      'do da dos das em um uma uns umas com por pelo pela ao aos à às quero queria gostaria preciso posso pode podem tem têm tenho ' +
      'está estou estão foi fiz fazer ver qual quais quando onde como porque então isso isto esse essa este esta ele ela nós ' +
      'ainda já mais muito agora hoje amanhã ontem boleto fatura pedido entrega pagamento segunda via cadê chegou recebi ajuda alguém aí ' +
      'é são ser até pra pro vc tá tô favor atendente horário valor quanto custa conta cartão nota fiscal compra comprei',
  ),
  es: set(
    'sí si usted ustedes hola gracias buenos buenas días dias tardes noches yo mi mis tu tus su sus el los las del al un una unos unas con ' +
      'por y quiero quisiera necesito puedo puede pueden tiene tengo está estoy están fue hice hacer ver cuál cual cuáles cuándo cuando ' +
      'dónde donde cómo porque entonces eso esto ese esa este esta él ella nosotros todavía aún ya más muy mucho ahora hoy mañana ayer ' +
      'factura pedido entrega pago envío ayuda alguien ahí qué es son ser hasta para pero también horario precio cuánto cuesta cuenta tarjeta ' +
      'compra compré llegó recibí favor',
  ),
  en: set(
    'the and you your yours hello hi hey thanks thank please good morning afternoon evening i my mine is are was were be been am ' +
      'have has had do does did can could would should want need help with for from this that these those it its they we our what which ' +
      'when where how why who not yes there here order delivery payment invoice bill price cost account card still already now today ' +
      "tomorrow yesterday someone speak talk agent received bought i'm don't about of to in on at",
  ),
}

const letters: Record<Told, RegExp> = { pt: /[ãõç]|[êô]/gi, es: /[ñ¿¡]/gi, en: /(?!)/g }
