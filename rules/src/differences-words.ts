import type { Locale } from './text.ts'

const PORTUGUESE = {
  added: 'Nova regra “{name}”: {rule}',
  removed: 'Sai a regra “{name}”: {rule}',
  changed: 'A regra “{name}” muda. Antes: {before}. Agora: {after}.',
  unseen: 'A regra “{name}” muda em detalhes que a frase não mostra, como nomes de partes.',
  renamed: 'A regra “{old}” passa a se chamar “{name}”.',
  turnedOn: 'A regra “{name}” é ligada.',
  turnedOff: 'A regra “{name}” é desligada.',
  toReply: 'A regra “{name}” passa a responder ao cliente.',
  toBackground: 'A regra “{name}” passa para o segundo plano.',
  described: 'Muda a descrição da regra “{name}”.',
  filed: 'A regra “{name}” vai para a pasta “{folder}”.',
  unfiled: 'A regra “{name}” sai da pasta.',
  tabled: 'A regra “{name}” passa a ser linha de uma tabela.',
  untabled: 'A regra “{name}” deixa de ser linha de uma tabela.',
  annotated: 'Mudam as anotações x-… da regra “{name}”.',
  movedReply: 'A regra “{name}” vai do {from} para o {to} lugar entre as respostas.',
  movedBackground: 'A regra “{name}” vai do {from} para o {to} lugar em segundo plano.',
  documentRenamed: 'O fluxo “{old}” passa a se chamar “{name}”.',
  documentDescribed: 'Muda a descrição do fluxo.',
  documentAnnotated: 'Mudam as anotações x-… do fluxo.',
  conditionAdded: 'Nova condição “{name}”: {after}',
  conditionRemoved: 'Sai a condição “{name}”.',
  conditionChanged: 'A condição “{name}” muda. Antes: {before}. Agora: {after}.',
  testAdded: 'Novo teste “{name}”.',
  testRemoved: 'Sai o teste “{name}”.',
  testChanged: 'Muda o teste “{name}”.',
  ordinal: '{n}º',
}

/** The sentences of a comparison in one language. */
export type DifferenceWords = Readonly<typeof PORTUGUESE>

const SPANISH: DifferenceWords = {
  added: 'Nueva regla “{name}”: {rule}',
  removed: 'Se quita la regla “{name}”: {rule}',
  changed: 'Cambia la regla “{name}”. Antes: {before}. Ahora: {after}.',
  unseen: 'La regla “{name}” cambia en detalles que la frase no muestra, como nombres de partes.',
  renamed: 'La regla “{old}” pasa a llamarse “{name}”.',
  turnedOn: 'Se enciende la regla “{name}”.',
  turnedOff: 'Se apaga la regla “{name}”.',
  toReply: 'La regla “{name}” pasa a responder al cliente.',
  toBackground: 'La regla “{name}” pasa a segundo plano.',
  described: 'Cambia la descripción de la regla “{name}”.',
  filed: 'La regla “{name}” va a la carpeta “{folder}”.',
  unfiled: 'La regla “{name}” sale de su carpeta.',
  tabled: 'La regla “{name}” pasa a ser fila de una tabla.',
  untabled: 'La regla “{name}” deja de ser fila de una tabla.',
  annotated: 'Cambian las anotaciones x-… de la regla “{name}”.',
  movedReply: 'La regla “{name}” va del {from} al {to} lugar entre las respuestas.',
  movedBackground: 'La regla “{name}” va del {from} al {to} lugar en segundo plano.',
  documentRenamed: 'El flujo “{old}” pasa a llamarse “{name}”.',
  documentDescribed: 'Cambia la descripción del flujo.',
  documentAnnotated: 'Cambian las anotaciones x-… del flujo.',
  conditionAdded: 'Nueva condición “{name}”: {after}',
  conditionRemoved: 'Se quita la condición “{name}”.',
  conditionChanged: 'Cambia la condición “{name}”. Antes: {before}. Ahora: {after}.',
  testAdded: 'Nueva prueba “{name}”.',
  testRemoved: 'Se quita la prueba “{name}”.',
  testChanged: 'Cambia la prueba “{name}”.',
  ordinal: '{n}.º',
}

const ENGLISH: DifferenceWords = {
  added: 'New rule “{name}”: {rule}',
  removed: 'Rule “{name}” goes away: {rule}',
  changed: 'Rule “{name}” changes. Before: {before}. Now: {after}.',
  unseen: 'Rule “{name}” changes in details the sentence does not show, such as names of parts.',
  renamed: 'Rule “{old}” is now called “{name}”.',
  turnedOn: 'Rule “{name}” is turned on.',
  turnedOff: 'Rule “{name}” is turned off.',
  toReply: 'Rule “{name}” now replies to the customer.',
  toBackground: 'Rule “{name}” now acts in the background.',
  described: 'The description of rule “{name}” changes.',
  filed: 'Rule “{name}” goes to folder “{folder}”.',
  unfiled: 'Rule “{name}” leaves its folder.',
  tabled: 'Rule “{name}” becomes a row of a table.',
  untabled: 'Rule “{name}” is no longer a row of a table.',
  annotated: 'The x-… notes of rule “{name}” change.',
  movedReply: 'Rule “{name}” moves from place {from} to place {to} among the replies.',
  movedBackground: 'Rule “{name}” moves from place {from} to place {to} in the background.',
  documentRenamed: 'Workflow “{old}” is now called “{name}”.',
  documentDescribed: 'The workflow’s description changes.',
  documentAnnotated: 'The workflow’s x-… notes change.',
  conditionAdded: 'New condition “{name}”: {after}',
  conditionRemoved: 'Condition “{name}” goes away.',
  conditionChanged: 'Condition “{name}” changes. Before: {before}. Now: {after}.',
  testAdded: 'New test “{name}”.',
  testRemoved: 'Test “{name}” goes away.',
  testChanged: 'Test “{name}” changes.',
  ordinal: '{n}',
}

/** The sentences of a comparison in each language; {name}, {before} and so on are filled in. */
export const DIFFERENCE_WORDS: Readonly<Record<Locale, DifferenceWords>> = {
  'pt-BR': PORTUGUESE,
  es: SPANISH,
  en: ENGLISH,
}

/** A place in a list, the first being 1, as people say it. */
export const placed = (place: number, words: DifferenceWords): string => words.ordinal.replace('{n}', String(place))
