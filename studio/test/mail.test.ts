import { describe, expect, test } from 'vitest'
import { folded, inlineFiles, isMail } from '../src/console/mail/mail.ts'
import { hasColours, hasRemoteImages, mailPage, releaseImages } from '../src/console/mail/mail-html.ts'
import { vouched } from '../src/console/mail/sender.ts'
import type { Message } from '../src/console/model.ts'
import { answersOf, eventTime, invitationKind, isAsked } from '../src/console/thread/rich-words.ts'

describe('a mail is folded', () => {
  const text = 'Acima\n\nNovo texto\n\n-- \nAna\n\n> citado'

  test('around its new words, and nothing of it is lost', () => {
    const cut = folded(text, [7, 17])
    expect(cut).toEqual({ above: 'Acima', shown: 'Novo texto', below: '-- \nAna\n\n> citado' })
    for (const word of text.split(/\s+/)) expect(`${cut.above} ${cut.shown} ${cut.below}`).toContain(word)
  })

  test('not at all without a range, with one that makes no sense, or with one that shows nothing', () => {
    const whole = { above: '', shown: text, below: '' }
    for (const range of [undefined, [0, 9999], [-1, 4], [5, 7], [0.5, 3], [9, 2]] as const)
      expect(folded(text, range as [number, number] | undefined)).toEqual(whole)
  })
})

describe('the pictures of a mail', () => {
  const own = new Map([['logo@x', 'https://files.test/logo.png?token=a&b=1']])

  test('from elsewhere are held back until they are wanted, however they are marked', () => {
    for (const html of [
      '<p><img data-remote="https://t.test/p.png" alt="a &gt; b" /></p>',
      "<p><img alt='x' src='https://t.test/p.png' srcset='https://t.test/p2.png 2x'></p>",
      '<p><IMG SRC=https://t.test/p.png></p>',
    ]) {
      expect(hasRemoteImages(html)).toBe(true)
      expect(releaseImages(html, own, false)).not.toContain('t.test')
      expect(releaseImages(html, own, true)).toContain('src="https://t.test/p.png"')
      expect(releaseImages(html, own, true)).not.toContain('p2.png')
    }
  })

  test('of its own are found by their Content-ID, also where that is escaped; unknown ones stay empty', () => {
    expect(releaseImages('<img src="cid:logo@x" width="9">', own, false)).toContain('src="https://files.test/logo.png')
    expect(releaseImages('<img src="CID:logo%40x">', own, false)).toContain('files.test')
    expect(releaseImages('<img src="cid:other">', own, false)).not.toMatch(/\ssrc=/)
    expect(hasRemoteImages('<img src="cid:logo@x"><img alt="nothing">')).toBe(false)
  })

  test('cannot break out of their attribute, nor come by another scheme', () => {
    const evil = new Map([['a', 'https://x.test/"><script>alert(1)</script>']])
    expect(releaseImages('<img src="cid:a">', evil, true)).not.toContain('"><script>')
    for (const source of [
      'javascript:alert(1)',
      'http://t.test/a.png',
      '//t.test/a.png',
      'data:text/html,x',
      'file:///a',
    ])
      expect(releaseImages(`<img src="${source}">`, own, true)).not.toMatch(/\ssrc=/)
  })

  test('do not make a hostile mail slow', () => {
    const started = performance.now()
    hasRemoteImages('<img '.repeat(20_000))
    releaseImages(`<img ${'a="b" '.repeat(50_000)}`, own, true)
    // Reading on from each of them to the end would take minutes.
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

test("a mail's page forbids everything but its own style and the pictures that are wanted", () => {
  const look = {
    origins: ['https://files.test'],
    ink: '#000',
    link: '#00f',
    font: 'x',
    scheme: 'light',
    edge: 1,
  } as const
  const shut = mailPage('<p>Olá</p>', { ...look, origins: [...look.origins], remote: false })
  expect(shut).toContain("default-src 'none'; img-src data: blob: https://files.test; style-src 'unsafe-inline'")
  expect(shut).not.toContain('script-src')
  expect(mailPage('', { ...look, origins: [], remote: true })).toContain('img-src data: blob: https:;')
})

test('a mail with colours of its own is known by them', () => {
  expect(hasColours('<td bgcolor="#004b8d">x</td>')).toBe(true)
  expect(hasColours('<p>the color = red</p>')).toBe(false)
})

const message = (more: Partial<Message>): Message =>
  ({ content: [], attachments: [], flags: {}, direction: 'in', ...more }) as Message

test('a message is shown as a mail for what is known of it, and a chat message never is', () => {
  expect(isMail(message({ content: [{ k: 'text', text: 'oi' }] }))).toBe(false)
  expect(isMail(message({ content: [{ k: 'text', text: 'oi', html: '<p>oi</p>' }] }))).toBe(true)
  expect(isMail(message({ content: [{ k: 'text', text: 'oi' }], flags: { stranger: true } }))).toBe(true)
})

test('the files of a mail are matched with their Content-IDs by their order', () => {
  const file = (id: string) => ({ id }) as Message['attachments'][number]
  const found = inlineFiles(
    message({
      content: [
        { k: 'text', text: 'oi' },
        { k: 'media', inlineCid: 'a' },
        { k: 'calendar', title: 'x' },
        { k: 'media' },
        { k: 'media', inlineCid: 'b' },
      ],
      attachments: [file('1'), file('2'), file('3')],
    }),
  )
  expect([...found].map(([cid, { id }]) => [cid, id])).toEqual([
    ['a', '1'],
    ['b', '3'],
  ])
})

test('a sender is vouched for by DMARC alone, and by nothing when they pretend', () => {
  expect(vouched({ authentication: { spf: 'pass', dkim: 'pass' } })).toBe('none')
  expect(vouched({ authentication: { dmarc: 'pass' } })).toBe('pass')
  expect(vouched({ authentication: { dmarc: 'pass' }, spoofRisk: true })).toBe('fail')
  expect(vouched({ authentication: { dmarc: 'fail' } })).toBe('fail')
})

describe('an event', () => {
  const zone = 'America/Sao_Paulo'

  test('is told in the organization’s zone, whole days as days', () => {
    const hour = eventTime(
      { k: 'calendar', title: 'x', starts: '2026-11-23T13:00:00Z', ends: '2026-11-23T13:30:00Z' },
      'pt-BR',
      zone,
    )
    expect(hour).toMatch(/23 de novembro de 2026.*10:00.*10:30/)
    const days = eventTime({ k: 'calendar', title: 'x', starts: '2026-11-23', ends: '2026-11-24' }, 'pt-BR', zone)
    expect(days).toMatch(/23 de novembro/)
    expect(days).not.toMatch(/24/)
    expect(eventTime({ k: 'calendar', title: 'x', starts: 'amanhã' }, 'pt-BR', zone)).toBeNull()
  })

  test('says what it is for', () => {
    expect([invitationKind('CANCEL'), invitationKind(undefined), invitationKind('X-OTHER')]).toEqual([
      'cancel',
      'event',
      'event',
    ])
  })
})

test('what the web chat asks everybody is named in the reader’s language; a provider’s form and a shop’s question are not', () => {
  const names = ['name', 'email', 'phone', 'consent', 'Qual é o pedido?']
  expect(names.map((name) => isAsked({ title: 'pre-chat' }, name))).toEqual([true, true, true, true, false])
  expect(names.some((name) => isAsked({ title: 'Pesquisa' }, name) || isAsked({}, name))).toBe(false)
})

test("a form's answers are read whole, nested ones by their path, the provider's token left out", () => {
  expect(
    answersOf({ flow_token: 't', cor_preferida: 'azul', ok: true, itens: ['a', 'b'], endereco: { rua: 'X', n: 3 } }),
  ).toEqual([
    ['cor preferida', 'azul'],
    ['ok', true],
    ['itens', 'a, b'],
    ['endereco · rua', 'X'],
    ['endereco · n', '3'],
  ])
})
