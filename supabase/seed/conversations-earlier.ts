import type { Line, Script } from './script.ts'

const says = (after: number, text: string): Line => ({ by: 'contact', after, text })

/** The demo's conversations of last week, oldest first. */
export const earlier: Script[] = [
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
]
