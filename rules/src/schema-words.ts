import type { Lane } from './document.ts'
import { type Locale, type Text, text } from './text.ts'

// What the editor shows beside each field.
const WORDS = {
  document: text('Regras', 'Reglas', 'Rules'),
  documentName: text('Nome do fluxo', 'Nombre del flujo', 'Workflow name'),
  factsVersion: text(
    'Versão do catálogo de fatos: 1',
    'Versión del catálogo de hechos: 1',
    'Fact catalogue version: 1',
  ),
  shared: text(
    'Condições com nome, usadas por várias regras',
    'Condiciones con nombre, usadas por varias reglas',
    'Named conditions that several rules use',
  ),
  rules: text(
    'As regras, da mais importante para a menos importante',
    'Las reglas, de la más importante a la menos importante',
    'The rules, most important first',
  ),
  tests: text(
    'Exemplos que devem continuar valendo',
    'Ejemplos que deben seguir valiendo',
    'Examples that must stay true',
  ),
  testFacts: text('Os fatos do exemplo', 'Los hechos del ejemplo', 'The facts of the example'),
  expectReply: text(
    'A regra que responde; null se nenhuma pode responder',
    'La regla que responde; null si ninguna debe responder',
    'The rule that answers; null when none may',
  ),
  expectBackground: text(
    'As regras que agem em segundo plano',
    'Las reglas que actúan en segundo plano',
    'The rules that act in the background',
  ),
  id: text('Identificador único, sem espaços', 'Identificador único, sin espacios', 'Unique identifier, no spaces'),
  ruleName: text('Nome que a equipe lê', 'Nombre que lee el equipo', 'The name your team reads'),
  reply: text(
    'Resposta: a primeira que vale ganha',
    'Respuesta: gana la primera que vale',
    'Reply: the first match wins',
  ),
  background: text('Segundo plano: todas valem', 'Segundo plano: valen todas', 'Background: every match acts'),
  enabled: text('false desliga a regra', 'false apaga la regla', 'false turns the rule off'),
  on: text('Quando a regra é avaliada', 'Cuándo se evalúa la regla', 'When the rule is decided'),
  minutes: text(
    'Depois de quantos minutos de silêncio: de 1 a 43200',
    'Después de cuántos minutos de silencio: de 1 a 43200',
    'After how many minutes of silence: 1 to 43200',
  ),
  folder: text('Pasta, só para organizar', 'Carpeta, solo para organizar', 'Folder, only to keep order'),
  table: text(
    'Tabela de decisão da qual a regra é uma linha',
    'Tabla de decisión de la que la regla es una fila',
    'Decision table the rule is a row of',
  ),
  event: text('O que fazer', 'Qué hacer', 'What to do'),
  fact: text('O que comparar', 'Qué comparar', 'What to compare'),
  operator: text('Como comparar', 'Cómo comparar', 'How to compare'),
  value: text('Com o que comparar', 'Con qué comparar', 'What to compare it with'),
  path: text(
    'Campo dentro do fato, como $.plano',
    'Campo dentro del hecho, como $.plan',
    'Field inside the fact, like $.plan',
  ),
  label: text('Um nome para esta parte', 'Un nombre para esta parte', 'A name for this part'),
  priority: text('Maior é comparado antes', 'Mayor se compara antes', 'Higher is compared first'),
  all: text('Verdadeiro se todas valem', 'Verdadero si todas valen', 'True when all are'),
  any: text('Verdadeiro se alguma vale', 'Verdadero si alguna vale', 'True when any is'),
  not: text('Verdadeiro se isto não vale', 'Verdadero si esto no vale', 'True when this is not'),
  condition: text(
    'Nome de uma condição do documento',
    'Nombre de una condición del documento',
    'Name of a shared condition',
  ),
} satisfies Record<string, Text>

/** The schema's titles and descriptions in one language. */
export type Words = { [word in keyof typeof WORDS]: string } & { locale: Locale; lanes: Record<Lane, string> }

/** Picks one language of the schema's words. */
export function wordsOf(locale: Locale): Words {
  const words = Object.fromEntries(Object.entries(WORDS).map(([name, said]) => [name, said[locale]])) as {
    [word in keyof typeof WORDS]: string
  }
  return { ...words, locale, lanes: { reply: words.reply, background: words.background } }
}
