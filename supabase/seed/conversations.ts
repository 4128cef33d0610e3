/** When a conversation began: on the n-th working day before today, the evening before it, or minutes ago. */
export type Start = { day: number; at: string } | { eveOf: number; at: string } | { minutesAgo: number }

/** One thing said, in minutes since the beginning. What the rules answer is not written here: they are run. */
export type Line = { after: number; text: string } & (
  | { by: 'contact'; media?: { mime: string; filename?: string; size: number } }
  | { by: 'ai' }
  | { by: 'ana' | 'bruno' | 'vera'; note?: true; status?: 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' }
)

/** A conversation as it went and how it stands. */
export type Script = {
  contact: string
  inbox: string
  start: Start
  lines: Line[]
  status?: 'open' | 'pending' | 'resolved'
  assignee?: 'ana' | 'bruno' | 'vera'
  tags?: string[]
  /** How many of the last incoming messages no agent has read. */
  unread?: number
}

const says = (after: number, text: string): Line => ({ by: 'contact', after, text })

/** The demo's conversations, oldest first. */
export const scripts: Script[] = [
  {
    contact: 'mariana',
    inbox: 'whatsapp',
    start: { day: 5, at: '10:12' },
    status: 'resolved',
    lines: [
      says(0, 'Bom dia! Perdi o boleto do pedido AU-104388, vocês mandam a 2ª via?'),
      says(3, 'Achei, paguei no Pix. Muito obrigada!'),
    ],
  },
  {
    contact: 'carlos',
    inbox: 'posvenda',
    start: { day: 4, at: '14:20' },
    status: 'resolved',
    assignee: 'bruno',
    lines: [
      says(0, 'Boa tarde, comprei um moletom M e não serviu. Como faço para trocar pelo G?'),
      says(2, 'O pedido é AU-104201'),
      { by: 'bruno', after: 9, text: 'Oi, Carlos! Aqui é o Bruno, da equipe de trocas. Já separei o G para você. 😊' },
      {
        by: 'bruno',
        after: 10,
        text: 'Cliente recebeu na semana passada, está dentro dos 30 dias. Primeira troca: frete por nossa conta.',
        note: true,
      },
      {
        by: 'bruno',
        after: 11,
        text: 'A primeira troca é por nossa conta. Te mandei por e-mail o código de postagem: é só levar a peça com a etiqueta em qualquer agência dos Correios até sexta. Assim que ela for postada, já despachamos o G.',
      },
      says(25, 'Perfeito, levo amanhã'),
      says(26, 'Valeu Bruno!'),
      { by: 'bruno', after: 28, text: 'Eu que agradeço! Qualquer coisa é só chamar por aqui.' },
    ],
  },
  {
    contact: 'juliana',
    inbox: 'whatsapp',
    start: { eveOf: 4, at: '21:47' },
    status: 'resolved',
    assignee: 'ana',
    lines: [
      says(0, 'Oi, boa noite! Vocês têm a toalha de banho Algodão Egípcio na cor areia?'),
      says(1, 'É para presente, precisava até sábado'),
      {
        by: 'ana',
        after: 682,
        text: 'Bom dia, Juliana! Temos sim, 6 unidades na cor areia. Para Niterói o prazo é de 3 a 7 dias úteis, então não consigo prometer até sábado. Se alguém puder retirar na loja em Pinheiros, fica pronta amanhã.',
      },
      says(700, 'Minha irmã mora em SP, ela retira! Vou fechar pelo site'),
      {
        by: 'ana',
        after: 702,
        text: 'Ótimo! Escolha "Retirar na loja" no carrinho e coloque o nome dela em observações. A embalagem de presente é cortesia. 🎁',
      },
    ],
  },
  {
    contact: 'rafael',
    inbox: 'whatsapp',
    start: { day: 3, at: '11:05' },
    status: 'resolved',
    assignee: 'ana',
    tags: ['estorno'],
    lines: [
      says(0, 'Fui cobrado duas vezes na compra de segunda, R$ 189,90'),
      {
        by: 'ana',
        after: 12,
        text: 'Oi, Rafael, bom dia! Desculpe o susto. Vi aqui as duas cobranças: a segunda ficou só como pré-autorização.',
      },
      {
        by: 'ana',
        after: 13,
        text: 'Pré-autorização em duplicidade na operadora. Pedi o cancelamento (chamado 88213), cai em até 2 dias úteis.',
        note: true,
      },
      {
        by: 'ana',
        after: 14,
        text: 'Já pedi o cancelamento à operadora. O valor some da fatura em até 2 dias úteis e eu confirmo com você por aqui.',
      },
      says(20, 'Tá bom, fico no aguardo então'),
      {
        by: 'ana',
        after: 1460,
        text: 'Rafael, a operadora confirmou o cancelamento hoje cedo. Pode conferir no aplicativo do cartão?',
      },
      says(1475, 'Sumiu mesmo, obrigado pela atenção'),
    ],
  },
  {
    contact: 'beatriz',
    inbox: 'site',
    start: { day: 3, at: '16:30' },
    status: 'resolved',
    lines: [
      says(0, 'qual o prazo de entrega para Campinas?'),
      {
        by: 'ai',
        after: 0.2,
        text: 'Para Campinas o prazo é de 3 a 7 dias úteis depois da confirmação do pagamento. Acima de R$ 249 o frete é grátis.',
      },
      says(2, 'e como acompanho? onde acho o rastreio'),
      {
        by: 'ai',
        after: 2.2,
        text: 'Assim que o pedido é despachado, o código de rastreio chega por e-mail e por WhatsApp. Ele também aparece no site, em Minha conta → Pedidos.',
      },
      says(3, 'show, valeu'),
    ],
  },
  {
    contact: 'antonio',
    inbox: 'posvenda',
    start: { day: 2, at: '09:40' },
    status: 'resolved',
    assignee: 'bruno',
    lines: [
      { by: 'contact', after: 0, text: '', media: { mime: 'audio/ogg', size: 48_213 } },
      {
        by: 'bruno',
        after: 7,
        text: 'Bom dia, seu Antônio! Ouvi seu áudio: o jogo de cama veio na cor errada, é isso? Pode me mandar uma foto da etiqueta?',
      },
      says(15, 'Isso mesmo. Pedi azul e veio verde'),
      {
        by: 'bruno',
        after: 18,
        text: 'Nossa falha, me desculpe. Já despachei o azul hoje, sem custo. O verde o senhor entrega ao motoboy quando ele passar.',
      },
      says(30, 'Muito obrigado meu filho'),
    ],
  },
  {
    contact: 'larissa',
    inbox: 'whatsapp',
    start: { day: 2, at: '15:10' },
    status: 'pending',
    assignee: 'ana',
    lines: [
      says(0, 'Faz 15 dias que comprei e nada. Se não resolverem hoje vou no Procon'),
      {
        by: 'ana',
        after: 4,
        text: 'Larissa, boa tarde. Aqui é a Ana, coordenadora do atendimento. Você tem toda razão de cobrar; estou com o seu pedido aberto agora.',
        status: 'read',
      },
      {
        by: 'ana',
        after: 9,
        text: 'A transportadora extraviou o pacote. Posso reenviar hoje por Sedex ou devolver o valor inteiro. O que prefere?',
        status: 'failed',
      },
      {
        by: 'ana',
        after: 12,
        text: 'A transportadora extraviou o pacote. Posso reenviar hoje por Sedex ou devolver o valor inteiro. O que prefere?',
        status: 'read',
      },
      says(31, 'Prefiro o reenvio por sedex'),
      {
        by: 'ana',
        after: 35,
        text: 'Combinado: saiu hoje, chega em até 2 dias úteis. Te aviso assim que o código de rastreio aparecer.',
        status: 'delivered',
      },
    ],
  },
  {
    contact: 'thiago',
    inbox: 'whatsapp',
    start: { day: 1, at: '10:02' },
    status: 'pending',
    assignee: 'bruno',
    lines: [
      says(0, 'Olá'),
      says(1, 'queria falar com um atendente, é sobre uma compra grande para um hotel, temos CNPJ'),
      {
        by: 'bruno',
        after: 6,
        text: 'Oi, Thiago! Aqui é o Bruno. Que legal! Quantas peças seriam, mais ou menos, e de quais linhas?',
      },
      says(14, 'umas 80 toalhas de banho brancas e 40 de rosto'),
      {
        by: 'bruno',
        after: 20,
        text: 'Perfeito, nessa quantidade entra a tabela de revenda. Monto o orçamento e mando ainda hoje. Para qual cidade seria a entrega?',
        status: 'delivered',
      },
    ],
  },
  {
    contact: 'mariana',
    inbox: 'whatsapp',
    start: { day: 1, at: '15:48' },
    assignee: 'ana',
    lines: [
      says(0, 'Oi! Onde está meu pedido AU-104512? Era para ter chegado ontem'),
      {
        by: 'ai',
        after: 0.2,
        text: 'Oi, Mariana! Não consigo ver daqui a situação de um pedido atrasado, então já chamei uma pessoa da equipe para olhar o AU-104512 com você.',
      },
      {
        by: 'ana',
        after: 8,
        text: 'Oi, Mariana! Aqui é a Ana. Seu pedido está na transportadora, em rota de entrega para amanhã de manhã.',
        status: 'read',
      },
      says(12, 'Ufa! Consegue pedir para deixarem na portaria?'),
      { by: 'ana', after: 15, text: 'Já pedi: vão deixar na portaria com o seu nome.', status: 'unknown' },
    ],
  },
  {
    contact: 'claudia',
    inbox: 'site',
    start: { minutesAgo: 35 },
    unread: 2,
    lines: [says(0, 'boa tarde, recebi um vaso trincado, quero devolver'), says(1, 'pedido AU-104533')],
  },
  {
    contact: 'carlos',
    inbox: 'posvenda',
    start: { minutesAgo: 18 },
    unread: 1,
    lines: [says(0, 'Oi, quero falar com uma pessoa sobre o moletom que troquei semana passada')],
  },
  {
    contact: 'antonio',
    inbox: 'posvenda',
    start: { minutesAgo: 12 },
    assignee: 'bruno',
    unread: 1,
    lines: [
      says(0, 'Bom dia, o azul chegou mas veio sem uma fronha, preciso trocar?'),
      {
        by: 'bruno',
        after: 4,
        text: 'Seu Antônio, não precisa trocar nada: mando a fronha que faltou hoje mesmo. O endereço continua o da Rua Grande?',
        status: 'delivered',
      },
      says(9, 'Continua sim, número 410'),
    ],
  },
  {
    contact: 'beatriz',
    inbox: 'site',
    start: { minutesAgo: 6 },
    unread: 2,
    lines: [says(0, 'oi, quero pagar com pix o pedido AU-104560'), says(3, 'entrei lá e o botão não aparece')],
  },
  {
    contact: 'otavio',
    inbox: 'padaria',
    start: { day: 1, at: '09:15' },
    status: 'resolved',
    assignee: 'vera',
    lines: [
      says(0, 'Bom dia, dá para encomendar um bolo de fubá para amanhã?'),
      { by: 'vera', after: 5, text: 'Dá sim, Otávio! Fica pronto às 10h. Inteiro ou meio?' },
      says(8, 'Inteiro, por favor'),
    ],
  },
  {
    contact: 'neide',
    inbox: 'padaria',
    start: { minutesAgo: 22 },
    unread: 1,
    lines: [says(0, 'Vera, ainda tem sonho de doce de leite?')],
  },
]
