import { expect, test } from 'vitest'
import { createMask } from '../src/act/ai/mask.ts'
import { isCard, isCnpj, isCpf, isPhone } from '../src/act/ai/personal-numbers.ts'

test.each([
  ['meu cpf é 529.982.247-25', 'meu cpf é [CPF_1]'],
  ['cpf 52998224725.', 'cpf [CPF_1].'],
  ['cpf 529 982 247 25', 'cpf [CPF_1]'],
  ['CNPJ 11.222.333/0001-81', 'CNPJ [CNPJ_1]'],
  ['cnpj 11222333000181 ok', 'cnpj [CNPJ_1] ok'],
  // Receita Federal's own example of the alphanumeric CNPJ.
  ['cnpj 12.ABC.345/01DE-35', 'cnpj [CNPJ_1]'],
  ['cnpj 12abc34501de35', 'cnpj [CNPJ_1]'],
  ['cartão 4111 1111 1111 1111 vence', 'cartão [CARD_1] vence'],
  ['cartão 5555-5555-5555-4444', 'cartão [CARD_1]'],
  ['ligue (11) 98765-4321', 'ligue [PHONE_1]'],
  ['ligue +55 11 98765-4321 ou 11987654321', 'ligue [PHONE_1] ou [PHONE_2]'],
  ['fixo 11 3456-7890', 'fixo [PHONE_1]'],
  ['só 98765-4321', 'só [PHONE_1]'],
  ['+52 55 1234 5678', '[PHONE_1]'],
  ['escreva a ana.silva+x@exemplo.com.br já', 'escreva a [EMAIL_1] já'],
  ['pix 123e4567-e89b-12d3-a456-426614174000', 'pix [PIX_1]'],
  ['a@b.co e A@B.co', '[EMAIL_1] e [EMAIL_1]'],
])('hides: %s', (text, hidden) => {
  expect(createMask().hide(text)).toBe(hidden)
})

test.each([
  'pedido 123456',
  'nota 12345678',
  'R$ 1.234,56 em 10x',
  'dia 22/11/2026 às 10:30',
  'protocolo 2026112200001',
  'cpf errado 111.111.111-11',
  'código ABCDEFGHIJKL12',
  'versão 1.2.3.4',
  'CEP 01310-100',
])('leaves alone: %s', (text) => {
  expect(createMask(['2026112200001']).hide(text)).toBe(text)
})

test('the same datum has the same name in the whole conversation and comes back as it was', () => {
  const mask = createMask()
  const hidden = [mask.hide('529.982.247-25 e bia@example.com'), mask.hide('52998224725')]
  expect(hidden).toEqual(['[CPF_1] e [EMAIL_1]', '[CPF_1]'])
  expect(mask.reveal('Seu CPF [CPF_1], e-mail [email_1]')).toEqual({
    text: 'Seu CPF 529.982.247-25, e-mail bia@example.com',
    unknown: false,
  })
})

test('a name that was never given is told', () => {
  expect(createMask().reveal('mande para [EMAIL_1]')).toEqual({ text: 'mande para [EMAIL_1]', unknown: true })
})

test('a hundred thousand hostile characters take no time', () => {
  for (const piece of ['1', '1 ', 'a@', 'a.', '(1)', '0-', 'A1.', '+1 ', '123e4567-', '[CPF_']) {
    const began = performance.now()
    const mask = createMask()
    mask.reveal(mask.hide(piece.repeat(100_000 / piece.length)))
    // Looking at each of them again for each would take minutes.
    expect(performance.now() - began).toBeLessThan(5000)
  }
})

test('check digits decide', () => {
  expect([isCpf('52998224725'), isCpf('52998224726'), isCpf('00000000000')]).toEqual([true, false, false])
  expect([
    isCnpj('11222333000181'),
    isCnpj('11222333000182'),
    isCnpj('12ABC34501DE35'),
    isCnpj('12ABC34501DE36'),
  ]).toEqual([true, false, true, false])
  expect([isCard('4111111111111111'), isCard('4111111111111112')]).toEqual([true, false])
  expect([isPhone('11987654321'), isPhone('12345'), isPhone('+14155552671')]).toEqual([true, false, true])
})
