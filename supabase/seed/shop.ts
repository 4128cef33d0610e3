import { createHash } from 'node:crypto'

/** A uuid that is the same in every seed: version 5's layout over a name. */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`faladesk demo ${name}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** What the AI may know of the shop. */
const profile = `A Loja Aurora vende moda e casa (roupas, cama, mesa, banho e decoração) pelo site e na loja física.

Endereço: Rua dos Pinheiros, 1200, Pinheiros, São Paulo - SP. Metrô Fradique Coutinho, a 5 minutos a pé.
Horário da loja e do atendimento: segunda a sexta das 9h às 12h e das 13h às 18h; sábado das 9h às 13h. Domingos e feriados nacionais: fechado.

Prazos de entrega (após a confirmação do pagamento): capital paulista e Grande São Paulo, 2 a 4 dias úteis; Sul e Sudeste, 3 a 7 dias úteis; Centro-Oeste e Nordeste, 6 a 10 dias úteis; Norte, 8 a 14 dias úteis. Frete grátis acima de R$ 249 para Sul e Sudeste. Retirada na loja em 1 dia útil, sem custo.
O código de rastreio chega por e-mail e WhatsApp assim que o pedido é despachado, e também aparece em Minha conta → Pedidos. Os números de pedido começam com AU- e têm seis dígitos, como AU-104512.

Trocas e devoluções: a primeira troca é grátis em até 30 dias depois do recebimento, com a etiqueta e sem uso. Compras feitas pelo site podem ser devolvidas em até 7 dias corridos depois do recebimento, com reembolso total (direito de arrependimento). Defeito: até 90 dias. O reembolso de Pix cai em até 2 dias úteis depois da conferência; o de cartão, em até duas faturas.

Pagamento: Pix com 5% de desconto, cartão em até 6 vezes sem juros (parcela mínima de R$ 50) e boleto à vista (vence em 2 dias úteis e compensa em até 2 dias úteis).

Não prometemos data exata de entrega, não damos desconto além do Pix e não pedimos senha nem número completo de cartão.`

const weekdays = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
]

/** The two organizations of the demo; the second shows that neither sees the other. */
export const organizations = [
  {
    id: idOf('organization demo'),
    slug: 'demo',
    name: 'Loja Aurora',
    profile,
    weekly: {
      mon: weekdays,
      tue: weekdays,
      wed: weekdays,
      thu: weekdays,
      fri: weekdays,
      sat: [['09:00', '13:00']],
      sun: [],
    },
    teams: [
      {
        id: idOf('team Atendimento'),
        name: 'Atendimento',
        description: 'Primeiro contato, dúvidas e reclamações',
        members: ['ana', 'bruno'],
      },
      {
        id: idOf('team Financeiro'),
        name: 'Financeiro',
        description: 'Cobranças, estornos e notas fiscais',
        members: ['ana'],
      },
      {
        id: idOf('team Trocas'),
        name: 'Trocas e devoluções',
        description: 'Trocas, devoluções e defeitos',
        members: ['bruno'],
      },
    ],
    inboxes: [
      { key: 'whatsapp', name: 'WhatsApp da loja', channel: 'whatsapp-twilio', settings: {} },
      { key: 'posvenda', name: 'WhatsApp pós-venda', channel: 'whatsapp-twilio', settings: {} },
      {
        key: 'site',
        name: 'Chat do site',
        channel: 'webchat',
        settings: {
          title: 'Loja Aurora',
          greeting: 'Oi! 👋 Como podemos ajudar?',
          colour: '#7c3aed',
          locale: 'pt-BR',
          allowedOrigins: [],
        },
      },
    ],
  },
  {
    id: idOf('organization vizinha'),
    slug: 'vizinha',
    name: 'Padaria Vizinha',
    profile:
      'Padaria de bairro em São Paulo. Pães, bolos e café, todos os dias das 6h às 20h. Encomendas com um dia de antecedência.',
    weekly: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['06:00', '20:00']]]),
    ),
    teams: [{ id: idOf('team Balcão'), name: 'Balcão', description: 'Pedidos e encomendas', members: ['vera'] }],
    inboxes: [{ key: 'padaria', name: 'WhatsApp da padaria', channel: 'whatsapp-twilio', settings: {} }],
  },
].map(({ inboxes, ...organization }) => ({
  ...organization,
  inboxes: inboxes.map((inbox) => ({ ...inbox, id: idOf(`inbox ${inbox.key}`) })),
}))

/** Who can sign in, all with the password faladesk-demo. */
export const people = [
  { key: 'ana', name: 'Ana Ribeiro', email: 'admin@demo.faladesk.test', role: 'admin', organization: 'demo' },
  { key: 'bruno', name: 'Bruno Costa', email: 'agent@demo.faladesk.test', role: 'agent', organization: 'demo' },
  { key: 'vera', name: 'Vera Lopes', email: 'agent@vizinha.faladesk.test', role: 'agent', organization: 'vizinha' },
].map((person) => ({ ...person, id: idOf(`person ${person.key}`) }))

/** Customers; their numbers are invented. The key of a visitor of the site is 32 hexadecimal digits, as the widget makes them. */
export const contacts = [
  {
    key: 'mariana',
    name: 'Mariana Albuquerque',
    phone: '+5511999990101',
    tags: ['vip'],
    attributes: { cidade: 'São Paulo' },
  },
  { key: 'carlos', name: 'Carlos Eduardo Souza', phone: '+5511999990102' },
  { key: 'juliana', name: 'Juliana Ferreira', phone: '+5521999990103', attributes: { cidade: 'Niterói' } },
  { key: 'rafael', name: 'Rafael Lima', phone: '+5531999990104' },
  { key: 'beatriz', name: 'Beatriz Nogueira', visitor: 'b1' },
  { key: 'antonio', name: 'Antônio Ribamar', phone: '+5598999990105' },
  { key: 'larissa', name: 'Larissa Gomes', phone: '+5541999990106' },
  { key: 'thiago', name: 'Thiago Nascimento', phone: '+5571999990107' },
  { key: 'claudia', name: 'Cláudia Menezes', visitor: 'c1' },
  { key: 'neide', name: 'Neide Barbosa', phone: '+5511999990201', organization: 'vizinha' },
  { key: 'otavio', name: 'Otávio Prates', phone: '+5511999990202', organization: 'vizinha' },
].map(({ phone, visitor, tags = [], attributes = {}, organization = 'demo', ...contact }) => ({
  ...contact,
  organization,
  tags,
  attributes,
  id: idOf(`contact ${contact.key}`),
  identity: {
    id: idOf(`identity ${contact.key}`),
    kind: phone ? 'wa_phone' : 'webchat',
    value: phone ?? idOf(`visitor ${visitor}`).replaceAll('-', ''),
  },
}))
