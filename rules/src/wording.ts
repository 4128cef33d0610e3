import { type Text, text } from './text.ts'

/**
 * What people read about each problem: what is wrong, then what to do.
 * {field} the field, {given} the value found, {allowed} what fits, {limit} a number.
 */
export const WORDING: Readonly<Record<string, Text>> = {
  'not-data': text(
    'Em “{field}” há algo que não é um dado JSON. Use apenas textos, números, listas e objetos simples.',
    'En “{field}” hay algo que no es un dato JSON. Use solo textos, números, listas y objetos simples.',
    '“{field}” holds something that is not JSON data. Use only texts, numbers, lists and plain objects.',
  ),
  'forbidden-key': text(
    'O nome “{field}” não é permitido. Troque por outro nome.',
    'El nombre “{field}” no está permitido. Use otro nombre.',
    'The name “{field}” is not allowed. Choose another name.',
  ),
  'bad-text': text(
    'O texto em “{field}” tem caracteres inválidos. Digite o texto de novo.',
    'El texto en “{field}” tiene caracteres inválidos. Escriba el texto de nuevo.',
    'The text in “{field}” has invalid characters. Type the text again.',
  ),
  'too-nested': text(
    'O documento tem níveis demais em “{field}”. Divida em condições com nome.',
    'El documento tiene demasiados niveles en “{field}”. Divídalo en condiciones con nombre.',
    'The document is nested too deeply at “{field}”. Split it into named conditions.',
  ),
  'too-big': text(
    'O documento é grande demais. Divida as regras em mais de um fluxo.',
    'El documento es demasiado grande. Divida las reglas en más de un flujo.',
    'The document is too big. Split the rules into several workflows.',
  ),
  type: text(
    '“{field}” deve ser {allowed}. Corrija o valor.',
    '“{field}” debe ser {allowed}. Corrija el valor.',
    '“{field}” must be {allowed}. Correct the value.',
  ),
  required: text(
    'Falta “{field}”. Acrescente este campo.',
    'Falta “{field}”. Agregue este campo.',
    '“{field}” is missing. Add this field.',
  ),
  'unknown-key': text(
    '“{field}” não existe aqui. Retire ou use um destes: {allowed}.',
    '“{field}” no existe aquí. Quítelo o use uno de estos: {allowed}.',
    '“{field}” does not exist here. Remove it or use one of: {allowed}.',
  ),
  choice: text(
    'O valor {given} não serve em “{field}”. Use um destes: {allowed}.',
    'El valor {given} no sirve en “{field}”. Use uno de estos: {allowed}.',
    'The value {given} does not fit “{field}”. Use one of: {allowed}.',
  ),
  'empty-text': text(
    '“{field}” está vazio. Escreva um texto.',
    '“{field}” está vacío. Escriba un texto.',
    '“{field}” is empty. Write a text.',
  ),
  'too-long': text(
    '“{field}” passa de {limit} caracteres. Encurte o texto.',
    '“{field}” supera los {limit} caracteres. Acorte el texto.',
    '“{field}” is longer than {limit} characters. Shorten the text.',
  ),
  pattern: text(
    'O valor {given} não tem a forma que “{field}” pede ({allowed}). Corrija o valor.',
    'El valor {given} no tiene la forma que “{field}” pide ({allowed}). Corrija el valor.',
    'The value {given} does not have the form “{field}” asks for ({allowed}). Correct the value.',
  ),
  'bad-id': text(
    'O identificador {given} não serve em “{field}”. Use até 64 letras sem acento, números, - ou _, começando por letra ou número.',
    'El identificador {given} no sirve en “{field}”. Use hasta 64 letras sin acento, números, - o _, empezando por letra o número.',
    'The identifier {given} does not fit “{field}”. Use up to 64 unaccented letters, digits, - or _, starting with a letter or digit.',
  ),
  'bad-name': text(
    'O nome da condição {given} não serve. Use até 64 letras sem acento, números, - ou _, começando por letra.',
    'El nombre de la condición {given} no sirve. Use hasta 64 letras sin acento, números, - o _, empezando por letra.',
    'The condition name {given} does not fit. Use up to 64 unaccented letters, digits, - or _, starting with a letter.',
  ),
  'bad-path': text(
    'O caminho {given} não serve em “{field}”. Use $ e de uma a quatro chaves com ponto, como $.plano.',
    'La ruta {given} no sirve en “{field}”. Use $ y de una a cuatro claves con punto, como $.plan.',
    'The path {given} does not fit “{field}”. Use $ and one to four dotted keys, like $.plan.',
  ),
  'unknown-operator': text(
    'O operador {given} não existe. Em “{field}”, use um destes: {allowed}.',
    'El operador {given} no existe. En “{field}”, use uno de estos: {allowed}.',
    'The operator {given} does not exist. In “{field}”, use one of: {allowed}.',
  ),
  'unknown-fact': text(
    'O fato {given} não existe. Em “{field}”, use um destes: {allowed}.',
    'El hecho {given} no existe. En “{field}”, use uno de estos: {allowed}.',
    'The fact {given} does not exist. In “{field}”, use one of: {allowed}.',
  ),
  'too-small': text(
    '“{field}” deve ser no mínimo {limit}. Aumente o número.',
    '“{field}” debe ser como mínimo {limit}. Aumente el número.',
    '“{field}” must be at least {limit}. Raise the number.',
  ),
  'too-large': text(
    '“{field}” deve ser no máximo {limit}. Diminua o número.',
    '“{field}” debe ser como máximo {limit}. Reduzca el número.',
    '“{field}” must be at most {limit}. Lower the number.',
  ),
  'empty-list': text(
    'A lista “{field}” está vazia. Acrescente pelo menos um item.',
    'La lista “{field}” está vacía. Agregue al menos un elemento.',
    'The list “{field}” is empty. Add at least one item.',
  ),
  'empty-group': text(
    'O grupo “{field}” está vazio e valeria sempre. Acrescente uma condição ou retire o grupo.',
    'El grupo “{field}” está vacío y valdría siempre. Agregue una condición o quite el grupo.',
    'The group “{field}” is empty and would always hold. Add a condition or remove the group.',
  ),
  'too-many': text(
    '“{field}” passa de {limit} itens. Retire alguns.',
    '“{field}” supera los {limit} elementos. Quite algunos.',
    '“{field}” has more than {limit} items. Remove some.',
  ),
  'too-few': text(
    '“{field}” está vazio. Preencha pelo menos um destes: {allowed}.',
    '“{field}” está vacío. Complete al menos uno de estos: {allowed}.',
    '“{field}” is empty. Fill in at least one of: {allowed}.',
  ),
  'one-key': text(
    '“{field}” deve ter exatamente um destes: {allowed}. Deixe só um.',
    '“{field}” debe tener exactamente uno de estos: {allowed}. Deje solo uno.',
    '“{field}” must have exactly one of: {allowed}. Keep just one.',
  ),
}
