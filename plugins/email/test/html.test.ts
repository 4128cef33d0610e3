import { expect, test } from 'vitest'
import { safeHtml } from '../src/message/html.ts'
import { context, mail, message } from './mails.ts'

test.each([
  ['<script>alert(1)</script><p>Oi</p>', '<p>Oi</p>'],
  ['<p onclick="x()" style="position:fixed">Oi</p>', '<p>Oi</p>'],
  ['<a href="javascript:x()">Oi</a>', '<a target="_blank" rel="noopener noreferrer nofollow">Oi</a>'],
  ['<form action="https://x"><input name="a">Oi</form>', 'Oi'],
  [
    '<style>p{color:red}</style><svg><script>x</script></svg><base href="https://x"><meta http-equiv="refresh">Oi',
    'Oi',
  ],
  ['<img src="data:text/html,x"><iframe src="https://x"></iframe>Oi', '<img />Oi'],
  ['<img src="x" onerror="x()">', '<img />'],
  ['<img src="cid:a@b" alt="foto">', '<img alt="foto" src="cid:a@b" />'],
])('%s is made safe', (given, safe) => {
  expect(safeHtml(given)).toBe(safe)
})

test('a remote image keeps its address aside, to be loaded when the reader asks', () => {
  expect(safeHtml('<img src="http://spy.example/a.gif?u=1" width="1">')).toBe(
    '<img width="1" data-remote="https://spy.example/a.gif?u=1" />',
  )
  expect(safeHtml('<img data-remote="javascript:x()" src="//spy.example/a">')).not.toMatch(/javascript|spy/)
})

test('what the receiving server found out counts only from the server the admin named, the topmost', async () => {
  const results = (...lines: string[]) => message(mail({ 'Authentication-Results': lines }))
  const own =
    'mx.loja.example; spf=pass smtp.mailfrom=a; dkim=fail (bad) header.d=b; dkim=pass header.d=c; dmarc=pass (p=NONE) header.from=d'
  expect((await results(own)).flags).toEqual({ authentication: { spf: 'pass', dkim: 'pass', dmarc: 'pass' } })
  expect((await results('evil.example; dmarc=pass', 'mx.loja.example; dmarc=fail')).flags).toEqual({
    spoofRisk: true,
    authentication: { dmarc: 'fail' },
  })
  expect((await results('mx.loja.example; dmarc=fail', 'mx.loja.example; dmarc=pass')).flags?.spoofRisk).toBe(true)
  expect((await results('evil.example; dmarc=pass')).flags).toBeUndefined()
  const { authservId: _, ...unset } = context().settings
  expect(
    (await message(mail({ 'Authentication-Results': own }), {}, context({ settings: unset }))).flags,
  ).toBeUndefined()
})
