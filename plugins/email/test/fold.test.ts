import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foldCap, visibleOf } from '../src/folding/fold.ts'
import { htmlText, samePlace } from '../src/reading/html-text.ts'
import { filesBelow, fixtures } from './mails.ts'

const A = 'Oi, ainda não recebi o pedido.\nPode verificar?'
const cases: [string, string, string | null][] = [
  [
    'gmail pt',
    `${A}\n\nEm ter., 3 de mar. de 2026 às 10:00, Suporte Loja <suporte@loja.com.br>\nescreveu:\n\n> Olá Ana\n>\n> Obrigado.\n`,
    A,
  ],
  [
    'gmail pt wrapped addr',
    `${A}\n\nEm ter., 3 de mar. de 2026 às 10:00, Suporte Loja com Nome Comprido <\nsuporte@loja.com.br> escreveu:\n\n> Olá Ana\n`,
    A,
  ],
  ['gmail es', `${A}\n\nEl mar, 3 mar 2026 a las 10:00, Soporte (<soporte@tienda.mx>) escribió:\n\n> Hola\n`, A],
  ['gmail pt-PT', `${A}\n\nSuporte <suporte@loja.pt> escreveu no dia terça, 3/03/2026 à(s) 10:00:\n\n> Olá\n`, A],
  [
    'yahoo pt',
    `${A}\n    Em terça-feira, 3 de março de 2026 às 10:00:00 BRT, Suporte <suporte@loja.com.br> escreveu:  \n \n Olá Ana, tudo bem?\nObrigado.`,
    A,
  ],
  [
    'yahoo es',
    `${A}\n\n    En martes, 3 de marzo de 2026, 10:00:00 CST, Soporte <soporte@tienda.mx> escribió:  \n \n Hola Ana`,
    A,
  ],
  [
    'outlook pt',
    `${A}\n\n________________________________\nDe: Suporte <suporte@loja.com.br>\nEnviado: terça-feira, 3 de março de 2026 10:00\nPara: Ana <ana@x.com>\nAssunto: Pedido 123\n\nOlá Ana`,
    A,
  ],
  [
    'outlook pt bold',
    `${A}\n\n*De:* Suporte [mailto:suporte@loja.com.br]\n*Enviada em:* terça-feira, 3 de março de 2026 10:00\n*Para:* Ana\n*Assunto:* Pedido\n\nOlá`,
    A,
  ],
  [
    'original',
    `${A}\n\n-----Mensagem Original-----\nDe: Suporte\nEnviada em: 3/3/2026\nPara: Ana\nAssunto: x\n\nOlá`,
    A,
  ],
  [
    'original es',
    `${A}\n\n-----Mensaje original-----\nDe: Soporte\nEnviado el: martes\nPara: Ana\nAsunto: x\n\nHola`,
    A,
  ],
  ['thunderbird pt', `${A}\n\nEm 03/03/2026 10:00, Suporte escreveu:\n> Olá Ana\n> Tudo bem?\n`, A],
  [
    'apple pt',
    `${A}\n\nEnviado do meu iPhone\n\n> Em 3 de mar. de 2026, à(s) 10:00, Suporte <suporte@loja.com.br> escreveu:\n> \n> Olá Ana\n`,
    A,
  ],
  [
    'apple es',
    `${A}\n\nEnviado desde mi iPhone\n\n> El 3 mar 2026, a las 10:00, Soporte <soporte@t.mx> escribió:\n> \n> ﻿Hola\n`,
    A,
  ],
  [
    'legit sentence',
    `Em 3 de março fiz o pedido e o vendedor escreveu: "chega em 5 dias". Nada chegou.\n\nEm 10 de março liguei.`,
    null,
  ],
  ['legit sentence end', `Em 3 de março fiz o pedido e o vendedor escreveu:\n\nChega em 5 dias.\n\nNada chegou.`, null],
  ['legit de para', `Quero mudar a entrega\nDe: São Paulo\nPara: Rio\nData: 3/3`, null],
  ['bottom', `Em 03/03/2026 10:00, Suporte escreveu:\n> Olá Ana\n> Tudo bem?\n\n${A}\n`, A],
  ['inline', `Em 03/03/2026 10:00, Suporte escreveu:\n> Qual o pedido?\n\n123\n\n> Qual o CPF?\n\n456\n`, null],
  [
    'forward',
    `---------- Forwarded message ---------\nDe: Loja <loja@x.com>\nDate: ter., 3 de mar. de 2026\nSubject: Promo\nTo: <ana@x.com>\n\nOferta`,
    null,
  ],
  ['sig', `${A}\n\n-- \nAna Souza\nDiretora\n(11) 99999-0000`, A],
  [
    'sig outlook android',
    `${A}\n\nObter o Outlook para Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Suporte <s@l.com>\nSent: Tuesday, March 3, 2026 10:00:00 AM\nTo: Ana <a@x.com>\nSubject: Re: Pedido\n\nOlá`,
    A,
  ],
  ['el legit es', `El 3 de marzo compré y el vendedor escribió: "llega en 5 días". Nada llegó.`, null],
  ['gmail en', `${A}\n\nOn Tue, Mar 3, 2026 at 10:00 AM Support <s@x.com> wrote:\n\n> Hello\n`, A],
  ['gmail fr', `${A}\n\nLe mar. 3 mars 2026 à 10:00, Support <s@x.com> a écrit :\n\n> Bonjour\n`, A],
  ['gmail de', `${A}\n\nAm Di., 3. März 2026 um 10:00 Uhr schrieb Support <s@x.com>:\n\n> Hallo\n`, A],
  [
    'outlook es',
    `${A}\n\nDe: Soporte <soporte@t.mx>\nEnviado el: martes, 3 de marzo de 2026 10:00\nPara: Ana <a@x.com>\nAsunto: RE: Pedido\n\nHola`,
    A,
  ],
  [
    'outlook.com pt',
    `${A}\n\nEnviado do Outlook<http://aka.ms/weboutlook>\n\n\n________________________________\nDe: Suporte <suporte@loja.com.br>\nEnviado: terça-feira, 3 de março de 2026 10:00\nPara: ana@x.com <ana@x.com>\nAssunto: Pedido\n\nOlá`,
    A,
  ],
  [
    'samsung',
    `${A}\n\nEnviado do meu smartphone Samsung Galaxy.\n-------- Mensagem original --------\nDe : Suporte <s@l.com>\nData: 03/03/2026  10:00  (GMT-03:00)\nPara: Ana <a@x.com>\nAssunto: Re: Pedido\nOlá`,
    A,
  ],
  [
    'uol/bol',
    `${A}\n\nDe: "Suporte" <s@l.com>\nEnviada: 2026/03/03 10:00:00\nPara: ana@bol.com.br\nAssunto: Pedido\n\nOlá`,
    A,
  ],
  ['em qua', `${A}\n\nEm qua, 3 de mar de 2026 10:00, Suporte <s@l.com> escreveu:\n\n> Olá\n`, A],
  ['quote then sig', `${A}\n\nEm 03/03/2026 10:00, Suporte escreveu:\n> Olá Ana\n\n-- \nAna Souza`, A],
  ['only quote', `> Olá Ana\n> tudo`, null],
  ['att', `${A}\n\nAtt,\nAna Souza`, null],
  ['date list', `Segue:\nData: 3/3\nAssunto: troca\nPara: loja`, null],
  ['roundcube', `${A}\n\nEm 2026-03-03 10:00, Suporte escreveu:\n> Olá\n`, A],
  ['roundcube2', `${A}\n\n---\nEm 2026-03-03 10:00, suporte@l.com escreveu:\n\n> Olá\n`, A],
  [
    'zimbra',
    `${A}\n\nDe: "Suporte" <s@l.com>\nPara: "Ana" <a@x.com>\nEnviadas: Terça-feira, 3 de março de 2026 10:00:00\nAssunto: Pedido\n\nOlá`,
    A,
  ],
]

test.each(cases)('%s: the new words and nothing else are shown', (_, text, wanted) => {
  const range = visibleOf(text)
  expect(range && text.slice(...range)).toBe(wanted)
})

test('a forwarded mail is content: only the signature of who forwards it is folded', () => {
  const text = 'Vejam abaixo.\n\nDe: Loja <a@x.com>\nEnviado: 3/3/2026 10:00\nPara: b@x.com\nAssunto: x\n\nOferta'
  expect(visibleOf(text, { forwarded: true })).toBeNull()
  expect(visibleOf(text)).toEqual([0, 13])
})

const marked: [string, string][] = [
  ['Gmail', '<div>Oi<br>tudo?</div><div class="gmail_quote"><div>Foi assim:</div><blockquote>Olá</blockquote></div>'],
  [
    'Outlook on the web',
    '<p>Oi<br>tudo?</p><div id="appendonsend"></div><hr><div id="x_divRplyFwdMsg">A Loja disse</div><div>Olá</div>',
  ],
  [
    'Outlook for Windows',
    "<p>Oi<br>tudo?</p><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p>Loja</p></div><p>Olá</p>",
  ],
  ['Yahoo', '<div>Oi<br>tudo?</div><div id="ydp1yahoo_quoted_1" class="yahoo_quoted">Olá</div>'],
  ['Proton', '<div>Oi<br>tudo?</div><div class="protonmail_quote">Olá</div>'],
]
test.each(marked)('the mark of %s in the HTML folds what the words alone do not tell', (_, html) => {
  const read = htmlText(html)
  const range = visibleOf(read.text, { ...(read.quoteAt !== undefined && { quoteAt: read.quoteAt }) })
  expect(range && read.text.slice(...range)).toBe('Oi\ntudo?')
  const plain = 'Oi\n\ntudo?\n\nOutra coisa'
  const place = samePlace(plain, read)
  const inPlain = visibleOf(plain, { ...(place !== undefined && { quoteAt: place }) })
  expect(inPlain && plain.slice(...inPlain)).toBe('Oi\n\ntudo?')
})

test('words below a quoted mail keep the mark of the HTML from folding them', () => {
  expect(htmlText('<div>Oi</div><div class="gmail_quote">Olá</div><div>Mais uma coisa</div>')).toEqual({
    text: 'Oi\nOlá\nMais uma coisa',
  })
})

// Where the new words begin and end in each recorded mail, as their own projects' tests and a reader judge it.
const judged = `
github/correct_sig 0-45
github/email_1_1 0-135
github/email_1_2 0-1025
github/email_1_3 0-47
github/email_1_4 0-47
github/email_1_5 all
github/email_1_6 0-72
github/email_1_7 0-4
github/email_1_8 0-538
github/email_2_1 0-20
github/email_2_2 0-40
github/email_2_3 0-40
github/email_BlackBerry 0-21
github/email_bullets 0-117
github/email_iPhone 0-21
github/email_long_quote all
github/email_multi_word_sent_from_my_mobile_device 0-21
github/email_one_is_not_on 0-104
github/email_sent_from_my_not_signature all
github/email_sig_delimiter_in_middle_of_line all
github/greedy_on 0-167
github/pathological 0-97
willdurand/correct_sig 0-45
willdurand/email_1 0-134
willdurand/email_10 0-498
willdurand/email_11 0-498
willdurand/email_12 0-498
willdurand/email_13 0-498
willdurand/email_14 0-498
willdurand/email_15 0-498
willdurand/email_16 0-498
willdurand/email_17 0-498
willdurand/email_18 0-498
willdurand/email_19 0-77
willdurand/email_2 0-1025
willdurand/email_20 0-12
willdurand/email_21 all
willdurand/email_22 0-498
willdurand/email_23 0-498
willdurand/email_23_1 0-516
willdurand/email_2_1 0-20
willdurand/email_3 0-47
willdurand/email_4 0-47
willdurand/email_5 all
willdurand/email_6 0-72
willdurand/email_7 0-498
willdurand/email_8 0-498
willdurand/email_9 0-498
willdurand/email_blackberry 0-21
willdurand/email_bullets 0-117
willdurand/email_custom_quote_header 0-10
willdurand/email_customer_quote_header_2 0-20
willdurand/email_customer_quote_header_3 0-67
willdurand/email_iphone 0-21
willdurand/email_issue_77 0-86
willdurand/email_ls-l 0-966
willdurand/email_multi_word_sent_from_my_mobile_device 0-21
willdurand/email_norwegian_gmail 0-498
willdurand/email_one_is_not_on 0-104
willdurand/email_sent_from_my_not_signature all
willdurand/email_thread 0-46
willdurand/email_unquoted_reply 0-17
willdurand/email_w10_mail 0-48
willdurand/email_with_date_headers all
willdurand/email_with_from_headers all
willdurand/email_zimbra_free_en 0-95
willdurand/email_zimbra_free_fr 0-105
willdurand/sig_no_empty_line 0-59
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string])

test.skipIf(filesBelow('reply_stripping').length === 0)(
  'recorded replies are folded as a reader would (skipped where the recordings are not)',
  () => {
    const wrong = judged.filter(([name, place]) => {
      const text = readFileSync(join(fixtures, 'reply_stripping', `${name}.txt`), 'utf8').replace(/\r\n/g, '\n')
      return (visibleOf(text)?.join('-') ?? 'all') !== place
    })
    expect(wrong).toEqual([])
  },
)

const pieces: [string, string][] = [
  ['newlines', '\n'],
  ['dashes', '-'],
  ['"On"', 'On \n'],
  ['quoted lines', '> a\n'],
  ['broken quotes', `> ${'a'.repeat(60)}\nb\n`],
  ['header labels', 'De: a\n'],
  ['attributions', 'Em 3 de mar. de 2026 às 10:00, a@b.c escreveu\n'],
  ['signature marks', '--\n'],
  ['spaces', '   \t'],
  ['mobile signatures', 'Enviado do meu iPhone\n\n'],
]
test.each(pieces)('twice as many %s take about twice as long', (_, piece) => {
  const timed = (size: number) => {
    const text = piece.repeat(Math.ceil(size / piece.length))
    let best = Number.POSITIVE_INFINITY
    for (let turn = 0; turn < 5; turn++) {
      const cpu = process.cpuUsage()
      visibleOf(text)
      const { user, system } = process.cpuUsage(cpu)
      best = Math.min(best, (user + system) / 1000)
    }
    return best
  }
  timed(foldCap / 8)
  const [small, large] = [timed(foldCap / 8), timed(foldCap)]
  // Eight times the text: a quadratic reader would need sixty-four times as long.
  expect(large).toBeLessThan(Math.max(10, small * 24))
})

test('beyond its cap a text is shown whole', () => {
  const text = `${'palavra '.repeat(40_000)}\n> fim`
  expect(text.length).toBeGreaterThan(foldCap)
  expect(visibleOf(text)).toBeNull()
})
