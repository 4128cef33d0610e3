import { expect, test } from 'vitest'
import { visibleOf } from '../src/folding/fold.ts'
import { mail, message } from './mails.ts'

// How the mail programs people use write what they answer, in the languages of those who write to us.

const A = 'Boa tarde, ainda não chegou.\nPodem verificar?'

const texts: [string, string][] = [
  ['Gmail fr', `${A}\n\nLe mar. 3 mars 2026 à 10:00, Support <support@shop.fr> a écrit :\n\n> Bonjour\n`],
  ['Gmail de', `${A}\n\nAm Di., 3. März 2026 um 10:00 Uhr schrieb Support <support@shop.de>:\n\n> Hallo\n`],
  [
    'Gmail en, broken in the address',
    `${A}\n\nOn Tue, Mar 3, 2026 at 10:00 AM Support Team With A Very Long Name <\nsupport@shop.com> wrote:\n\n> Hi\n`,
  ],
  [
    'Gmail pt on a phone, quote not marked',
    `${A}\n\nEm ter., 3 de mar. de 2026, 10:00, Loja <suporte@loja.com.br> escreveu:\n\nOlá Ana, tudo bem?`,
  ],
  ['Gmail es-MX', `${A}\n\nEl mar, 3 de mar de 2026, 10:00 a.m., Tienda <hola@tienda.mx> escribió:\n\n> Hola\n`],
  [
    'Gmail es-AR with participle',
    `${A}\n\nEl mar., 3 mar. 2026 10:00, Tienda <hola@tienda.com.ar> escribió:\n> Hola\n`,
  ],
  [
    'Outlook en',
    `${A}\n\nFrom: Support <support@shop.com>\nSent: Tuesday, March 3, 2026 10:00 AM\nTo: Ana <ana@x.com>\nSubject: RE: Order\n\nHi Ana`,
  ],
  [
    'Outlook fr',
    `${A}\n\nDe : Support <support@shop.fr>\nEnvoyé : mardi 3 mars 2026 10:00\nÀ : Ana <ana@x.fr>\nObjet : RE: Commande\n\nBonjour`,
  ],
  [
    'Outlook de',
    `${A}\n\nVon: Support <support@shop.de>\nGesendet: Dienstag, 3. März 2026 10:00\nAn: Ana <ana@x.de>\nBetreff: AW: Bestellung\n\nHallo`,
  ],
  [
    'Outlook es',
    `${A}\n\nDe: Soporte <soporte@tienda.mx>\nEnviado el: martes, 3 de marzo de 2026 10:00 a. m.\nPara: Ana\nAsunto: RE: Pedido\n\nHola`,
  ],
  [
    'Outlook for Android pt',
    `${A}\n\nObter o Outlook para Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: Suporte <suporte@loja.com.br>\nSent: Tuesday, March 3, 2026 10:00:00 AM\nTo: Ana <ana@x.com>\nSubject: Pedido\n\nOlá`,
  ],
  [
    'Outlook for iOS en',
    `${A}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Support <support@shop.com>\nSent: Tuesday, March 3, 2026 10:00:00 AM\nTo: Ana\nSubject: Order\n\nHi`,
  ],
  [
    'Outlook.com pt, one line each, no names',
    `${A}\n\nDe: suporte@loja.com.br <suporte@loja.com.br>\nEnviado: terça-feira, 3 de março de 2026 10:00\nPara: ana@hotmail.com <ana@hotmail.com>\nAssunto: Seu pedido\n\nOlá`,
  ],
  ['Apple Mail en', `${A}\n\n> On 3 Mar 2026, at 10:00, Support <support@shop.com> wrote:\n> \n> Hi\n`],
  ['Apple Mail fr', `${A}\n\n> Le 3 mars 2026 à 10:00, Support <support@shop.fr> a écrit :\n> \n> Bonjour\n`],
  ['Apple Mail de', `${A}\n\n> Am 03.03.2026 um 10:00 schrieb Support <support@shop.de>:\n> \n> Hallo\n`],
  [
    'iPhone pt',
    `${A}\n\nEnviado do meu iPhone\n\n> Em 3 de mar. de 2026, à(s) 10:00, Loja <suporte@loja.com.br> escreveu:\n> \n> ﻿Olá\n`,
  ],
  [
    'iPad es',
    `${A}\n\nEnviado desde mi iPad\n\n> El 3 mar 2026, a la(s) 10:00 a.m., Tienda <hola@tienda.mx> escribió:\n> \n> Hola\n`,
  ],
  [
    'iPhone en',
    `${A}\n\nSent from my iPhone\n\n> On Mar 3, 2026, at 10:00 AM, Support <support@shop.com> wrote:\n> \n> ﻿Hi\n`,
  ],
  [
    'Yahoo en on a phone',
    `${A}\n\nSent from Yahoo Mail on Android\n\n  On Tue, Mar 3, 2026 at 10:00, Support<support@shop.com> wrote:   Hi Ana`,
  ],
  [
    'Yahoo pt on a phone',
    `${A}\n\nEnviado do Yahoo Mail no Android \n \n  Em ter., 3 de mar. de 2026 às 10:00, Loja<suporte@loja.com.br> escreveu:   Olá Ana`,
  ],
  ['Yahoo fr', `${A}\n\n    Le mardi 3 mars 2026 à 10:00:00 UTC+1, Support <support@shop.fr> a écrit :  \n \n Bonjour`],
  [
    'Proton en',
    `${A}\n\nSent with Proton Mail secure email.\n\nOn Tuesday, March 3rd, 2026 at 10:00 AM, Support <support@shop.com> wrote:\n\n> Hi\n`,
  ],
  [
    'Proton on a phone',
    `${A}\n\nSent from Proton Mail for iOS.\n\n-------- Original Message --------\nOn Tuesday, 03/03/26 at 10:00 Support <support@shop.com> wrote:\n\n> Hi\n`,
  ],
  [
    'Proton pt',
    `${A}\n\nEnviado com o e-mail seguro Proton Mail.\n\nEm terça-feira, 3 de março de 2026 às 10:00, Loja <suporte@loja.com.br> escreveu:\n\n> Olá\n`,
  ],
  ['Thunderbird en', `${A}\n\nOn 03/03/2026 10:00, Support wrote:\n> Hi\n> there\n`],
  ['Thunderbird es', `${A}\n\nEl 3/3/26 a las 10:00, Soporte escribió:\n> Hola\n`],
  ['Thunderbird fr', `${A}\n\nLe 03/03/2026 à 10:00, Support a écrit :\n> Bonjour\n`],
  ['Thunderbird de', `${A}\n\nAm 03.03.26 um 10:00 schrieb Support:\n> Hallo\n`],
  [
    'Thunderbird with a signature under the quote',
    `${A}\n\nEm 03/03/2026 10:00, Loja escreveu:\n> Olá\n\n-- \nAna Souza\n(11) 98765-0001`,
  ],
  [
    'Samsung pt',
    `${A}\n\n\n\nEnviado do meu Galaxy\n\n\n-------- Mensagem original --------\nDe: Loja <suporte@loja.com.br> \nData: 03/03/2026 10:00 (GMT-03:00) \nPara: ana@x.com \nAssunto: Pedido \n\nOlá`,
  ],
  [
    'Samsung es',
    `${A}\n\nEnviado desde mi Galaxy\n\n-------- Mensaje original --------\nDe: Tienda <hola@tienda.mx>\nFecha: 3/3/26 10:00 a. m. (GMT-06:00)\nA: ana@x.mx\nAsunto: Pedido\n\nHola`,
  ],
  [
    'Samsung en',
    `${A}\n\nSent from my Galaxy\n\n-------- Original message --------\nFrom: Support <support@shop.com>\nDate: 3/3/26 10:00 AM (GMT-05:00)\nTo: ana@x.com\nSubject: Order\n\nHi`,
  ],
  [
    'Xiaomi pt',
    `${A}\n\nEnviado do meu telefone Xiaomi\nEm Loja <suporte@loja.com.br>, 3 de mar de 2026 10:00 escreveu:\n\nOlá`,
  ],
  [
    'BOL/UOL webmail',
    `${A}\n\n________________________________\nDe: "Loja" <suporte@loja.com.br>\nEnviada: 2026/03/03 10:00:00\nPara: ana@bol.com.br\nAssunto: Pedido\n\nOlá`,
  ],
  [
    'Terra webmail',
    `${A}\n\n------ Mensagem original ------\nDe: "Loja" <suporte@loja.com.br>\nPara: "Ana" <ana@terra.com.br>\nData 03/03/2026 10:00:00\nAssunto Pedido\n\nOlá`,
  ],
  [
    'eM Client',
    `${A}\n\n------ Original Message ------\nFrom "Support" <support@shop.com>\nTo "Ana" <ana@x.com>\nDate 3/3/2026 10:00:00 AM\nSubject Re: Order\n\n> Hi`,
  ],
  ['Zoho', `${A}\n\n---- On Tue, 03 Mar 2026 10:00:00 -0300 Loja <suporte@loja.com.br> wrote ----\n\nOlá`],
  ['Zoho pt', `${A}\n\n---- Em ter., 03 mar. 2026 10:00:00 -0300 Loja <suporte@loja.com.br> escreveu ----\n\nOlá`],
  ['Roundcube pt', `${A}\n\nEm 2026-03-03 10:00, Loja escreveu:\n\n> Olá\n`],
  ['Roundcube en', `${A}\n\nOn 2026-03-03 10:00, Support wrote:\n\n> Hi\n`],
  [
    'Zimbra pt',
    `${A}\n\n----- Mensagem original -----\nDe: "Loja" <suporte@loja.com.br>\nPara: "Ana" <ana@x.com>\nEnviadas: Terça-feira, 3 de março de 2026 10:00:00\nAssunto: Pedido\n\nOlá`,
  ],
  [
    'Lotus Notes',
    `${A}\n\n\n\n\nDe:\tLoja <suporte@loja.com.br>\nPara:\tana@x.com\nData:\t03/03/2026 10:00\nAssunto:\tPedido\n\n\n\nOlá`,
  ],
  ['Hey', `${A}\n\nOn March 3, 2026, Support <support@shop.com> wrote:\n> Hi\n`],
  ['Fastmail', `${A}\n\nOn Tue, 3 Mar 2026, at 10:00 AM, Support wrote:\n> Hi\n`],
  ['Spark', `${A}\n\nEm 3 de mar. de 2026 10:00 -0300, Loja <suporte@loja.com.br>, escreveu:\n> Olá\n`],
  ['Spark en', `${A}\nOn 3 Mar 2026 at 10:00 -0300, Support <support@shop.com>, wrote:\n> Hi\n`],
  ['mutt', `${A}\n\nOn Tue, Mar 03, 2026 at 10:00:00AM -0300, Support wrote:\n> Hi\n`],
  ['our own answer', `${A}\n\nEm 03/03/2026 às 10:00, Loja da Ana escreveu:\n> Olá\n>> Oi\n`],
  [
    'a reply above line',
    `${A}\n\n##- Por favor, escreva sua resposta acima desta linha -##\n\nOlá Ana, seu chamado foi atualizado.`,
  ],
  [
    'a legal notice after the quote',
    `${A}\n\nEm 03/03/2026 10:00, Loja escreveu:\n> Olá\n\nAVISO LEGAL: esta mensagem é confidencial.`,
  ],
  ['Horde pt', `${A}\n\nCitando Loja <suporte@loja.com.br>:\n\n> Olá\n`],
  ['Horde en', `${A}\n\nQuoting Support <support@shop.com>:\n\n> Hi\n`],
  ['GroupWise', `${A}\n\n>>> Loja <suporte@loja.com.br> 03/03/26 10:00 >>>\nOlá Ana\nTudo bem?`],
  ['Gmail pt-PT with the day first', `${A}\n\nA terça, 3/03/2026, 10:00, Suporte <suporte@loja.pt> escreveu:\n\n> Olá`],
  ['Gmail es-CO', `${A}\n\nEl mié., 4 de mar. de 2026 a la(s) 10:00, Tienda (hola@tienda.co) escribió:\n\n> Hola`],
  [
    'Yahoo pt broken over four lines',
    `${A}\n\nEm terça-feira, 3 de março de 2026 10:00:00 GMT-3,\nLoja da Ana Comércio de Roupas Ltda <\nsuporte@loja.com.br>\nescreveu:\n\nOlá`,
  ],
  [
    'Outlook fr with hard spaces',
    `${A}\n\nDe :\u00a0Support <support@shop.fr>\nEnvoyé\u00a0: mardi 3 mars 2026\nÀ\u00a0: Ana\nObjet\u00a0: x\n\nBonjour`,
  ],
  ['Yandex', `${A}\n\n03.03.2026, 10:00, "Loja" <suporte@loja.com.br>:\n\n> Olá`],
]

test.each(texts)('edge 51: %s is folded to the new words', (_name, text) => {
  const range = visibleOf(text)
  expect(range ? text.slice(...range) : text).toBe(A)
})

const kept: [string, string][] = [
  [
    'a message that speaks of itself',
    'Oi\n\nEste e-mail é para avisar que o boleto venceu.\nEsta mensagem e a anterior são sobre o mesmo pedido.',
  ],
  [
    'somebody who asks to reply above',
    'Bom dia\n\nReply above average prices?\nPlease write me above all about the price.',
  ],
  [
    'a sentence with a date and a verb',
    'Em 3 de março de 2026 falei com a Júlia, que escreveu:\n"o prazo é de cinco dias".\nE agora?',
  ],
  [
    'a list of sender, recipient and date',
    'Preciso enviar:\nDe: São Paulo\nPara: Recife\nData: 10/03\nPeso: 3 kg\nQuanto fica?',
  ],
  [
    'answers between the lines',
    'On Tue, Mar 3, 2026 at 10:00 AM Support <s@shop.com> wrote:\n> Qual o CPF?\n123.456.789-09\n> E o endereço?\nRua A, 10',
  ],
  [
    'a forwarded mail',
    'Vejam abaixo.\n\n---------- Forwarded message ---------\nDe: Banco <b@banco.com>\nDate: ter., 3 de mar. de 2026\nSubject: Fatura\nTo: Ana\n\nSua fatura venceu.',
  ],
  ['only a quote', '> Olá\n> Tudo bem?'],
  ['dashes as a list', '- camiseta azul\n- calça preta\n-- tamanho G\n- tênis'],
  ['a markdown rule', 'Primeiro pedido\n---\nSegundo pedido'],
  ['an original message somebody speaks of', 'Não recebi a mensagem original, pode reenviar?\nObrigada'],
  ['from and to in a sentence', 'From: here to there is how far?\nI need it by Friday.'],
]
test.each(kept)('edge 51: %s is all new', (_name, text) => {
  const range = visibleOf(text, { forwarded: false })
  if (range) expect(text.slice(...range).trim()).toBe(text.trim())
})

const html: [string, string][] = [
  [
    'Gmail',
    '<div dir="ltr">Chegou, obrigada!</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Em ter., 3 de mar. de 2026 às 10:00, Loja &lt;<a href="mailto:s@l.com">s@l.com</a>&gt; escreveu:<br></div><blockquote class="gmail_quote">Olá</blockquote></div>',
  ],
  [
    'Outlook desktop',
    '<div class="WordSection1"><p class="MsoNormal">Chegou, obrigada!</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>De:</b> Loja<br><b>Enviada em:</b> terça-feira<br><b>Para:</b> Ana<br><b>Assunto:</b> x</p></div></div><p>Olá</p></div>',
  ],
  [
    'Outlook web',
    '<div>Chegou, obrigada!</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>De:</b> Loja</div><div>Olá</div>',
  ],
  [
    'new Outlook',
    '<div class="elementToProof">Chegou, obrigada!</div><div id="mail-editor-reference-message-container"><div><b>From:</b> Loja</div>Olá</div>',
  ],
  [
    'Apple Mail',
    '<html><body>Chegou, obrigada!<br><div><br><blockquote type="cite"><div>Em 3 de mar. de 2026, às 10:00, Loja escreveu:</div><br><div>Olá</div></blockquote></div></body></html>',
  ],
  [
    'Yahoo',
    '<div>Chegou, obrigada!</div><div id="ydp1yahoo_quoted" class="ydp1yahoo_quoted yahoo_quoted"><div>Em terça-feira, Loja escreveu:</div><div>Olá</div></div>',
  ],
  [
    'Proton',
    '<div>Chegou, obrigada!</div><div class="protonmail_quote">On Tuesday, Loja wrote:<br><blockquote class="protonmail_quote" type="cite">Olá</blockquote></div>',
  ],
  [
    'Thunderbird',
    '<p>Chegou, obrigada!</p><div class="moz-cite-prefix">Em 03/03/2026 10:00, Loja escreveu:<br></div><blockquote type="cite" cite="mid:x">Olá</blockquote>',
  ],
  [
    'Samsung',
    '<div dir="auto">Chegou, obrigada!</div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>-------- Mensagem original --------</div><div>De: Loja &lt;s@l.com&gt; </div><div>Data: 03/03/2026 10:00 (GMT-03:00) </div><div>Para: Ana </div><div>Assunto: x </div></div>Olá',
  ],
  [
    'Zoho',
    '<div>Chegou, obrigada!</div><div class="zmail_extra"><div id="Zm-_Id_-Sgn1">---- Em ter., Loja escreveu ----</div><blockquote>Olá</blockquote></div>',
  ],
]
test.each(html)('edge 51: %s, in HTML alone, is folded to the new words', async (_name, body) => {
  const event = await message(mail({ 'Content-Type': 'text/html; charset=utf-8' }, body))
  const [part] = event.content
  if (part?.k !== 'text') throw new Error('no text')
  expect(part.visible ? part.text.slice(...part.visible).trim() : part.text.trim()).toBe('Chegou, obrigada!')
})
