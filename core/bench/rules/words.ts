import type { Random } from './random.ts'

// What customers of Brazilian companies write about, and the little words between.
const topics = [
  'boleto;segunda via;2ª via;não consigo;cancelamento;reembolso;estorno;cartão;pix;nota fiscal;senha;acesso;login',
  'fatura;entrega;atraso;rastreio;código de rastreio;troca;devolução;garantia;técnico;instalação;configuração',
  'atualização;plano;upgrade;preço;orçamento;horário;endereço;promoção;cupom;desconto;pagamento;parcelamento;juros',
  'multa;vencimento;cobrança indevida;reclamação;procon;advogado;péssimo atendimento;atendente;falar com humano',
  'gerente;suporte;erro;travou;lento;não funciona;não abre;aplicativo;site fora;integração;api;webhook;relatório',
  'exportar;importar;usuário;permissão;administrador;assinatura;renovação;contrato;rescisão;portabilidade;chip',
  'linha;internet;sinal;fibra;roteador;modem;visita técnica;agendamento;consulta;exame;resultado;convênio',
  'carteirinha;receita;matrícula;boletim;prova;professor;aula;curso;certificado;bolsa;vaga;currículo;entrevista',
  'férias;salário;ponto;holerite;imposto;declaração;cpf;cnpj;comprovante;documento;assinatura digital;empréstimo',
  'crédito;limite;conta bloqueada;fraude;golpe;cartão clonado;transferência;saque;depósito;saldo;extrato',
  'investimento;ações;seguro;sinistro;apólice;franquia;guincho;oficina;peça;pneu;óleo;revisão;reserva;hospedagem',
  'passagem;voo;bagagem;check-in;alteração;embarque;pedido;produto;estoque;tamanho;cor;defeito;quebrado;amassado',
  'faltando;errado;loja;retirada;frete;grátis;prazo;urgente;obrigado;bom dia;boa tarde',
].flatMap((line) => line.split(';'))

/** Words any message has. */
export const little: readonly string[] = [
  'o a os as de da do que e em um uma para com não na no se eu meu minha por mais como mas foi ele das tem à seu',
  'sua ou ser quando muito há nos já está também só pelo pela até isso ela entre era depois sem mesmo aos ter seus',
  'quem nas me esse eles você',
].flatMap((line) => line.split(' '))

const syllables = 'ca ção lé mi rão te ná pro sê ti vo bra lhe nhó qua xi zú fe gra pé dor men to ri sa'.split(' ')

/** Makes a vocabulary: the topics first, then invented words that look Portuguese. */
export function vocabulary(size: number, chance: Random): readonly string[] {
  const words = new Set(topics)
  while (words.size < size)
    words.add(Array.from({ length: 2 + chance.below(3) }, () => chance.pick(syllables)).join(''))
  return [...words]
}
