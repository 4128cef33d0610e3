import type { Condition, EventName, Rule, RuleDocument } from '../src/index.ts'

const WORDS =
  'boleto;segunda via;2ª via;via;cancelamento;reembolso;estorno;cartão;pix;nota fiscal;senha;acesso;fatura;entrega;atraso;rastreio;código de rastreio;troca;devolução;garantia;defeito;plano;preço;horário;endereço;promoção;cupom;pagamento;juros;multa;reclamação;procon;atendente;humano;suporte;erro;pedido;meu pedido;produto;frete;prazo;obrigado;bom dia;boa tarde'.split(
    ';',
  )
const TAGS = ['vip', 'inadimplente', 'bloqueado', 'atacado', 'novo']
const CHANNELS = ['whatsapp-twilio', 'webchat', 'email']
const STATES = ['open', 'pending', 'resolved']
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** A lottery that draws the same each time. */
export function lottery(seed: number) {
  let state = seed >>> 0
  const draw = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (n: number) => Math.floor(draw() * n)
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const some = <T>(list: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: 1 + below(most) }, () => one(list))),
  ]
  return { draw, below, one, some }
}

/** A document of rules as a busy desk has them; `words` widens the vocabulary so that fewer rules overlap. */
export function corpus(size: number, seed = 42, words = 0): RuleDocument {
  const { draw, below, one, some } = lottery(seed)
  const vocabulary = [...WORDS, ...Array.from({ length: words }, (_, n) => `palavra${n}`)]
  const leaves: readonly (() => Condition)[] = [
    () => ({ fact: 'message.text', operator: 'hasAnyWord', value: some(vocabulary, 4) }),
    () => ({ fact: 'message.text', operator: 'hasAnyWord', value: some(vocabulary, 3) }),
    () => ({ fact: 'message.text', operator: 'hasNoneOfWords', value: some(vocabulary, 2) }),
    () => ({ fact: 'message.text', operator: 'hasAllWords', value: some(vocabulary, 2) }),
    () => ({ fact: 'message.text', operator: 'containsText', value: one(vocabulary) }),
    () => ({ fact: 'message.text', operator: one(['isPresent', 'isEmpty']), value: true }),
    () => ({ fact: 'message.length', operator: one(['lessThan', 'greaterThanInclusive']), value: below(40) }),
    () => ({ fact: 'calendar.open', operator: one(['equal', 'notEqual']), value: draw() < 0.5 }),
    () => ({ fact: 'calendar.weekday', operator: one(['in', 'notIn']), value: some(DAYS, 3) }),
    () => ({ fact: 'calendar.hour', operator: one(['lessThanInclusive', 'greaterThan']), value: below(24) }),
    () => ({ fact: 'conversation.state', operator: one(['equal', 'notEqual', 'not:equal']), value: one(STATES) }),
    () => ({ fact: 'conversation.channel', operator: one(['equal', 'notEqual']), value: one(CHANNELS) }),
    () => ({ fact: 'contact.tags', operator: one(['contains', 'doesNotContain']), value: one(TAGS) }),
    () => ({
      fact: 'contact.tags',
      operator: one(['someValue:contains', 'everyValue:contains']),
      value: some(TAGS, 2),
    }),
    () => ({ fact: 'contact.attributes', path: '$.plano', operator: one(['equal', 'notEqual']), value: one(TAGS) }),
    () => ({ fact: 'conversation.messages', operator: 'lessThan', value: { fact: 'conversation.bot_attempts' } }),
  ]
  const leaf = () => one(leaves)()
  const node = (depth: number): Condition => {
    const lot = draw()
    if (depth > 2 || lot < 0.75) return leaf()
    if (lot < 0.85) return { any: [node(depth + 1), node(depth + 1)] }
    if (lot < 0.92) return { not: node(depth + 1) }
    return lot < 0.96 ? { condition: one(['vip', 'fechado']) } : { all: [node(depth + 1), node(depth + 1)] }
  }
  const event = (background: boolean): Rule['event'] => {
    if (!background) return { type: 'auto-reply', params: { text: `Resposta ${below(1_000)}` } }
    const lot = draw()
    if (lot < 0.3) return { type: 'priority', params: { value: one(['low', 'normal', 'high']) } }
    if (lot < 0.5) return { type: 'status', params: { value: one(STATES) } }
    return { type: 'tag', params: draw() < 0.8 ? { add: [one(TAGS)] } : { remove: [one(TAGS)] } }
  }
  const moments: readonly EventName[] = ['conversation-opened', 'status-changed', 'assigned', 'sla-warning']
  const rules = Array.from({ length: size }, (_, n): Rule => {
    const background = draw() < 0.4
    return {
      id: `r${n}`,
      name: `Regra ${n}`,
      lane: background ? 'background' : 'reply',
      ...(draw() < 0.04 ? { enabled: false } : {}),
      ...(draw() < 0.04 ? { on: { event: one(moments) } } : {}),
      conditions: { all: Array.from({ length: 1 + below(4) }, () => node(0)) },
      event: event(background),
    }
  })
  return {
    name: 'Corpo',
    facts: 1,
    conditions: {
      vip: { any: [{ fact: 'contact.tags', operator: 'contains', value: 'vip' }] },
      fechado: { all: [{ fact: 'calendar.open', operator: 'equal', value: false }] },
    },
    rules,
  }
}

/** Facts of random messages to a corpus; each may be missing. */
export function randomFacts(seed: number): Record<string, unknown> {
  const { draw, below, one, some } = lottery(seed)
  const all: Record<string, unknown> = {
    'message.text': one([some(WORDS, 5).join(' '), some(WORDS, 2).join(' xyz '), 'Olá', '']),
    'message.length': below(45),
    'calendar.open': draw() < 0.5,
    'calendar.weekday': one(DAYS),
    'calendar.hour': below(48) / 2,
    'conversation.state': one(STATES),
    'conversation.channel': one(CHANNELS),
    'contact.tags': draw() < 0.3 ? [] : some(TAGS, 3),
    'contact.attributes': one([{}, { plano: one(TAGS) }, { plano: 5 }]),
    'conversation.messages': below(5),
    'conversation.bot_attempts': below(5),
  }
  return Object.fromEntries(Object.entries(all).filter(() => draw() < 0.85))
}
