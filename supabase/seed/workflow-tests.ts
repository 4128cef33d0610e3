import type { RuleTest } from '@faladesk/rules'

const said = (text: string, more: Record<string, unknown> = {}) => ({
  'message.text': text,
  'message.length': [...text].length,
  'message.hasAttachment': false,
  'calendar.open': true,
  'contact.tags': [],
  'conversation.tags': [],
  'conversation.priority': 'normal',
  ...more,
})
const closed = { 'calendar.open': false, 'calendar.next_open': '2026-11-23T12:00:00Z' }

/** What the demo's workflow must keep doing, as its author would promise it. */
export const tests: RuleTest[] = [
  {
    name: 'Quem pede uma pessoa fala com uma pessoa',
    facts: said('quero falar com um atendente'),
    expect: { reply: 'falar-com-humano', background: [] },
  },
  { name: '…também fora do horário', facts: said('ATENDENTE', closed), expect: { reply: 'falar-com-humano' } },
  {
    name: '…mesmo falando de boleto',
    facts: said('o boleto não abre, quero um humano'),
    expect: { reply: 'falar-com-humano', background: ['etiqueta-boleto'] },
  },
  { name: 'Procon é urgente', facts: said('vou abrir reclamação no Procon'), expect: { reply: 'reclamacao' } },
  {
    name: 'Boleto sai na hora, dia e noite',
    facts: said('preciso da 2ª via do boleto', closed),
    expect: { reply: 'segunda-via', background: ['etiqueta-boleto', 'etiqueta-fora-do-horario'] },
  },
  { name: 'Acentos e maiúsculas não importam', facts: said('CODIGO DE BARRAS'), expect: { reply: 'segunda-via' } },
  {
    name: 'Troca vai para a equipe de trocas',
    facts: said('a blusa veio com defeito, quero trocar'),
    expect: { reply: 'troca-devolucao', background: ['etiqueta-troca'] },
  },
  {
    name: 'Cobrança vai para o financeiro sem resposta automática',
    facts: said('fui cobrada duas vezes'),
    expect: { reply: 'financeiro', background: [] },
  },
  { name: 'Rastreio é com a IA', facts: said('onde está meu pedido AU-104512?'), expect: { reply: 'rastrear-pedido' } },
  {
    name: 'Áudio chama uma pessoa',
    facts: said('', { 'message.hasAttachment': true, 'message.kind': 'audio' }),
    expect: { reply: 'midia-sem-texto' },
  },
  { name: 'Obrigada encerra com carinho', facts: said('muito obrigada!'), expect: { reply: 'agradecimento' } },
  {
    name: 'À noite avisamos quando voltamos',
    facts: said('boa noite', closed),
    expect: { reply: 'fora-do-horario', background: ['etiqueta-fora-do-horario'] },
  },
  {
    name: '…uma vez só',
    facts: said('alguma novidade sobre o tecido?', { ...closed, 'conversation.tags': ['fora do horário'] }),
    expect: { reply: null },
  },
  { name: 'De dia, o menu', facts: said('Oi, bom dia!'), expect: { reply: 'saudacao', background: [] } },
  {
    name: 'VIP ganha prioridade',
    facts: said('vocês têm lençol queen?', { 'contact.tags': ['vip'] }),
    expect: { reply: null, background: ['prioridade-vip'] },
  },
  {
    name: 'Atacado deixa uma nota para a equipe',
    facts: said('vendem no atacado? tenho CNPJ'),
    expect: { background: ['nota-atacado'] },
  },
]
