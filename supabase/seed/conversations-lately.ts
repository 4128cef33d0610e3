import type { Line, Script } from './script.ts'

const says = (after: number, text: string): Line => ({ by: 'contact', after, text })

/** The demo's conversations of the last days and of today, and the neighbour's. */
export const lately: Script[] = [
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
