import { expect, test } from 'vitest'
import { guardedResolve } from '../src/plugins/guarded-resolve.ts'

test('a mail server on a private network is not connected to, by whatever name or number', async () => {
  for (const host of [
    'localhost',
    '127.0.0.1',
    ' 10.1.2.3 ',
    '[::1]',
    '169.254.169.254',
    '192.168.0.10',
    '::ffff:127.0.0.1',
  ])
    await expect(guardedResolve(host, false), host).rejects.toMatchObject({ code: 'EPRIVATE' })
})

test('where private networks are allowed, and for public addresses, the addresses are given', async () => {
  expect(await guardedResolve('127.0.0.1', true)).toEqual(['127.0.0.1'])
  expect(await guardedResolve('[2606:4700::1111]', false)).toEqual(['2606:4700::1111'])
  expect(await guardedResolve('8.8.8.8', false)).toEqual(['8.8.8.8'])
})
