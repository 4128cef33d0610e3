import { type Text, text } from './text.ts'

/** What people read about problems of meaning: names, loops, sizes, types; see WORDING for the placeholders. */
export const WORDING_OF_MEANING: Readonly<Record<string, Text>> = {
  'duplicate-id': text(
    'O identificador {given} já é de outra regra. Em “{field}”, use um que ninguém usa.',
    'El identificador {given} ya es de otra regla. En “{field}”, use uno que nadie use.',
    'The identifier {given} belongs to another rule. In “{field}”, use one nobody uses.',
  ),
  'unknown-condition': text(
    'A condição {given} não existe no documento. Em “{field}”, use uma destas: {allowed}.',
    'La condición {given} no existe en el documento. En “{field}”, use una de estas: {allowed}.',
    'The condition {given} is not in the document. In “{field}”, use one of: {allowed}.',
  ),
  circular: text(
    'As condições se chamam em círculo: {allowed}. Em “{field}”, desfaça o círculo.',
    'Las condiciones se llaman en círculo: {allowed}. En “{field}”, rompa el círculo.',
    'The conditions use each other in a circle: {allowed}. Break the circle at “{field}”.',
  ),
  'too-deep': text(
    '“{field}” tem mais de {limit} grupos um dentro do outro. Junte ou divida as condições.',
    '“{field}” tiene más de {limit} grupos uno dentro del otro. Una o divida las condiciones.',
    '“{field}” has more than {limit} groups inside each other. Join or split the conditions.',
  ),
  'too-many-leaves': text(
    '“{field}” faz mais de {limit} comparações, contando as condições com nome. Divida em mais de uma regra.',
    '“{field}” hace más de {limit} comparaciones, contando las condiciones con nombre. Divídala en más de una regla.',
    '“{field}” makes more than {limit} comparisons, named conditions included. Split it into several rules.',
  ),
  'too-big-part': text(
    '“{field}” guarda dados demais em chaves “x-…”. Retire alguns.',
    '“{field}” guarda demasiados datos en claves “x-…”. Quite algunos.',
    '“{field}” keeps too much data in “x-…” keys. Remove some.',
  ),
  'wrong-lane': text(
    'A ação {given} é da outra faixa. Mude “lane” da regra ou, em “{field}”, use uma destas: {allowed}.',
    'La acción {given} es del otro carril. Cambie “lane” de la regla o, en “{field}”, use una de estas: {allowed}.',
    'The action {given} belongs to the other lane. Change the rule’s “lane” or, in “{field}”, use one of: {allowed}.',
  ),
  'needs-minutes': text(
    'Falta “{field}”: este evento espera um silêncio. Diga de quantos minutos, de 1 a {limit}.',
    'Falta “{field}”: este evento espera un silencio. Diga de cuántos minutos, de 1 a {limit}.',
    '“{field}” is missing: this event waits for a silence. Say how many minutes, from 1 to {limit}.',
  ),
  'needless-minutes': text(
    'Este evento acontece na hora e não espera. Retire “{field}” ou use um destes eventos: {allowed}.',
    'Este evento ocurre al momento y no espera. Quite “{field}” o use uno de estos eventos: {allowed}.',
    'This event happens at once and does not wait. Remove “{field}” or use one of these events: {allowed}.',
  ),
  'operator-misfit': text(
    'O operador {given} não serve para este fato. Em “{field}”, use um destes: {allowed}.',
    'El operador {given} no sirve para este hecho. En “{field}”, use uno de estos: {allowed}.',
    'The operator {given} does not suit this fact. In “{field}”, use one of: {allowed}.',
  ),
  'operand-misfit': text(
    'O valor {given} não serve em “{field}” com este operador. Use {allowed}.',
    'El valor {given} no sirve en “{field}” con este operador. Use {allowed}.',
    'The value {given} does not fit “{field}” with this operator. Use {allowed}.',
  ),
  'needs-path': text(
    'Falta “{field}”: este fato tem vários campos. Diga qual, como $.plano.',
    'Falta “{field}”: este hecho tiene varios campos. Diga cuál, como $.plan.',
    '“{field}” is missing: this fact has several fields. Say which, like $.plan.',
  ),
  'needless-path': text(
    'Este fato não tem campos. Retire “{field}”.',
    'Este hecho no tiene campos. Quite “{field}”.',
    'This fact has no fields. Remove “{field}”.',
  ),
  'no-words': text(
    'Em “{field}”, {given} não tem letra, número ou emoji e nunca seria encontrado. Troque ou retire.',
    'En “{field}”, {given} no tiene letra, número ni emoji y nunca se encontraría. Cámbielo o quítelo.',
    'In “{field}”, {given} has no letter, digit or emoji and would never be found. Change or remove it.',
  ),
  'unknown-rule': text(
    'A regra {given} não existe nesta faixa. Em “{field}”, use uma destas: {allowed}.',
    'La regla {given} no existe en este carril. En “{field}”, use una de estas: {allowed}.',
    'The rule {given} is not in this lane. In “{field}”, use one of: {allowed}.',
  ),
  'unknown-placeholder': text(
    'O campo {given} em “{field}” não existe e sairia vazio. Use o nome de um fato, como {{contact.name}}.',
    'El campo {given} en “{field}” no existe y saldría vacío. Use el nombre de un hecho, como {{contact.name}}.',
    'The placeholder {given} in “{field}” does not exist and would be blank. Use the name of a fact, like {{contact.name}}.',
  ),
  'too-many-problems': text(
    'Há mais problemas em “{field}” do que mostramos. Corrija estes e confira de novo.',
    'Hay más problemas en “{field}” de los que mostramos. Corrija estos y revise de nuevo.',
    'There are more problems in “{field}” than shown. Fix these and check again.',
  ),
}
