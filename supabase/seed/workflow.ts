import type { Condition, Rule, RuleDocument } from '@faladesk/rules'
import { tests } from './workflow-tests.ts'

const says = (...words: string[]): Condition => ({ fact: 'message.text', operator: 'hasAnyWord', value: words })
const short: Condition = { fact: 'message.length', operator: 'lessThanInclusive', value: 40 }
const closed: Condition = { fact: 'calendar.open', operator: 'equal', value: false }
const reply = (id: string, name: string, all: Condition[], type: string, params: object = {}): Rule => ({
  id,
  name,
  lane: 'reply',
  enabled: true,
  conditions: { all },
  event: { type, params: { ...params } },
})
const background = (id: string, name: string, all: Condition[], type: string, params: object): Rule => ({
  ...reply(id, name, all, type, params),
  lane: 'background',
})

const human = says('atendente', 'humano', 'uma pessoa', 'alguém', 'falar com pessoa', 'atendimento humano')
const complaint = says('procon', 'reclame aqui', 'reclamação', 'advogado', 'processar', 'justiça', 'absurdo')
const payment = says(
  'boleto',
  'segunda via',
  '2ª via',
  '2a via',
  'código de barras',
  'chave pix',
  'pagar com pix',
  'copia e cola',
)
const exchange = says(
  'troca',
  'trocar',
  'devolução',
  'devolver',
  'defeito',
  'veio errado',
  'tamanho errado',
  'não serviu',
)
const money = says('cobrança', 'cobrado', 'cobrada', 'cobraram', 'estorno', 'reembolso', 'nota fiscal', 'fatura')
const tracking = says(
  'rastrear',
  'rastreio',
  'rastreamento',
  'cadê meu pedido',
  'onde está meu pedido',
  'meu pedido',
  'prazo de entrega',
  'não chegou',
)
const thanks = says('obrigado', 'obrigada', 'valeu', 'agradeço', 'obg')
const greeting = says('oi', 'olá', 'bom dia', 'boa tarde', 'boa noite', 'menu', 'ajuda')

/** The demo's workflow: what a small shop would write on its first afternoon. The first reply rule that matches answers. */
export const workflow: RuleDocument = {
  name: 'Atendimento',
  description:
    'Responde o que dá para responder na hora e chama a pessoa certa para o resto. A ordem importa: vale a primeira regra de resposta que se aplica.',
  facts: 1,
  conditions: { vip: { all: [{ fact: 'contact.tags', operator: 'contains', value: 'vip' }] } },
  rules: [
    reply('falar-com-humano', 'Pediu para falar com uma pessoa', [human], 'escalate', { team: 'Atendimento' }),
    reply('reclamacao', 'Reclamação ou Procon', [complaint], 'escalate', {
      team: 'Atendimento',
      priority: 'urgent',
      text: 'Sinto muito por isso, {{contact.name|de verdade}}. Sua mensagem já está com uma pessoa da nossa equipe, com prioridade. Seu protocolo é {{conversation.protocol}}.',
    }),
    reply('segunda-via', '2ª via de boleto ou Pix', [payment], 'auto-reply', {
      text: 'Claro! A 2ª via fica em lojaaurora.example/minha-conta → Pedidos → "Pagar agora": lá aparecem o boleto atualizado e o Pix copia e cola. O Pix confirma na hora; o boleto, em até 2 dias úteis. Se algo der errado, escreva ATENDENTE que uma pessoa ajuda você.',
    }),
    reply('troca-devolucao', 'Troca ou devolução', [exchange], 'escalate', {
      team: 'Trocas e devoluções',
      text: 'Vamos resolver, {{contact.name|com certeza}}! A equipe de trocas responde por aqui no horário de atendimento. Para adiantar, mande o número do pedido (começa com AU-) e uma foto da peça. Protocolo {{conversation.protocol}}.',
    }),
    reply('financeiro', 'Cobrança, estorno e nota fiscal', [money], 'route', { team: 'Financeiro' }),
    reply('rastrear-pedido', 'Onde está meu pedido', [tracking], 'ask-ai', {
      instructions:
        'Explique os prazos de entrega e onde achar o código de rastreio. Peça o número do pedido (AU- e seis dígitos) se a pessoa não deu. Não invente a situação de um pedido: se ela quiser saber de um pedido atrasado, passe para uma pessoa.',
    }),
    reply(
      'midia-sem-texto',
      'Áudio ou foto sem texto',
      [
        { fact: 'message.hasAttachment', operator: 'equal', value: true },
        { fact: 'message.text', operator: 'isEmpty', value: true },
      ],
      'escalate',
      { team: 'Atendimento' },
    ),
    reply('agradecimento', 'Agradecimento', [thanks, short], 'auto-reply', {
      text: 'Por nada! 💜 Se precisar de mais alguma coisa, é só chamar.',
    }),
    reply(
      'fora-do-horario',
      'Fora do horário',
      [closed, { fact: 'conversation.tags', operator: 'doesNotContain', value: 'fora do horário' }],
      'auto-reply',
      {
        text: 'Olá, {{contact.name|tudo bem}}! Agora estamos fora do horário, mas sua mensagem já está guardada: protocolo {{conversation.protocol}}. Voltamos {{calendar.next_open}}. Para 2ª via de boleto ou Pix, escreva BOLETO; para rastrear uma compra, escreva PEDIDO.',
      },
    ),
    reply('saudacao', 'Saudação e menu', [greeting, short], 'auto-reply', {
      text: 'Oi, {{contact.name|que bom ter você aqui}}! 👋 Eu respondo na hora sobre:\n• 2ª via de BOLETO ou Pix\n• RASTREIO do pedido\n• TROCA ou devolução\nOu escreva ATENDENTE para falar com uma pessoa.',
    }),
    background('etiqueta-boleto', 'Etiqueta boleto', [payment], 'tag', { add: ['boleto'] }),
    background('etiqueta-troca', 'Etiqueta troca', [exchange], 'tag', { add: ['troca'] }),
    background('etiqueta-fora-do-horario', 'Etiqueta fora do horário', [closed], 'tag', { add: ['fora do horário'] }),
    background(
      'prioridade-vip',
      'Cliente VIP tem prioridade',
      [{ condition: 'vip' }, { fact: 'conversation.priority', operator: 'in', value: ['low', 'normal'] }],
      'priority',
      { value: 'high' },
    ),
    background(
      'nota-atacado',
      'Avisa a equipe sobre atacado',
      [says('atacado', 'revenda', 'revender', 'cnpj')],
      'note',
      {
        text: '{{contact.name|Cliente}} perguntou sobre atacado: oferecer a tabela de revenda (pedido mínimo de 20 peças).',
      },
    ),
  ],
  tests,
}
