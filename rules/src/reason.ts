import { problemOf } from './problem.ts'
import { type Locale, type Text, text } from './text.ts'

/** Why a rule was not decided, in words; unknown reasons (a caller's own) come back as they are. */
export function reasonIn(reason: string, locale: Locale): string {
  return REASONS[reason]?.[locale] ?? problemOf({ code: reason, pointer: '/conditions' }, locale).message
}

const REASONS: Readonly<Record<string, Text>> = {
  'lane-not-asked': text(
    'Esta faixa não foi avaliada.',
    'Este carril no fue evaluado.',
    'This lane was not evaluated.',
  ),
  'other-event': text(
    'A regra espera outro evento.',
    'La regla espera otro evento.',
    'The rule waits for another event.',
  ),
  stopped: text(
    'A regra foi parada por um administrador.',
    'Un administrador detuvo la regla.',
    'An administrator stopped this rule.',
  ),
  'not-needed': text(
    'Uma regra anterior já tinha ganhado; um fato que custa uma consulta não foi buscado para esta.',
    'Una regla anterior ya había ganado; no se buscó para esta un hecho que cuesta una consulta.',
    'An earlier rule had won already; a fact that costs a query was not fetched for this one.',
  ),
  'loop-guard': text(
    'As regras provocavam umas às outras sem fim; esta foi contida.',
    'Las reglas se provocaban unas a otras sin fin; esta fue contenida.',
    'The rules kept setting each other off; this one was held back.',
  ),
  'human-owner': text(
    'Uma pessoa está atendendo; as regras não respondem por ela.',
    'Una persona está atendiendo; las reglas no responden por ella.',
    'A person is answering; the rules do not speak for them.',
  ),
  'automatic-message': text(
    'A mensagem foi enviada por uma máquina; duas máquinas não conversam.',
    'El mensaje lo envió una máquina; dos máquinas no conversan.',
    'A machine sent this message; two machines do not talk to each other.',
  ),
  'false-sender': text(
    'O servidor de e-mail diz que o remetente pode ser falso; uma pessoa precisa olhar.',
    'El servidor de correo dice que el remitente puede ser falso; una persona debe mirarlo.',
    'The mail server says that the sender may be false; a person has to look.',
  ),
  'unknown-sender': text(
    'Escreveu alguém novo na conversa de outra pessoa; uma pessoa precisa olhar antes de responder.',
    'Escribió alguien nuevo en la conversación de otra persona; una persona debe mirar antes de responder.',
    'Somebody new wrote into another person’s conversation; a person has to look before it is answered.',
  ),
  'too-many-answers': text(
    'Este remetente recebeu respostas automáticas demais em poucos minutos; parece ser uma máquina.',
    'Este remitente recibió demasiadas respuestas automáticas en pocos minutos; parece ser una máquina.',
    'This sender got too many automatic answers within minutes; it looks like a machine.',
  ),
  'earlier-workflow': text(
    'Um fluxo anterior já respondeu.',
    'Un flujo anterior ya respondió.',
    'An earlier workflow has already answered.',
  ),
  'operator-threw': text(
    'Uma comparação desta regra falhou. Confira o operador e o valor.',
    'Una comparación de esta regla falló. Revise el operador y el valor.',
    'A comparison of this rule failed. Check its operator and value.',
  ),
  'bad-shape': text(
    'Esta regra não tem a forma esperada. Abra e salve de novo no editor.',
    'Esta regla no tiene la forma esperada. Ábrala y guárdela de nuevo en el editor.',
    'This rule is malformed. Open it in the editor and save it again.',
  ),
}
