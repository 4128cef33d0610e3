import { channelContext } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import { sendMatrix } from '../../whatsapp-codec/test/send-matrix.ts'
import channel from '../src/index.ts'
import { fakeDialog, refusal } from './fake-360dialog.ts'

sendMatrix(channel, fakeDialog, (fake) => fake.settings.apiKey ?? '')

test('edge 34: 360dialog’s own refusals turn the inbox red with their reason', async () => {
  const fake = await fakeDialog()
  const send = () =>
    channel.send(
      {
        id: '0192f3a0-0000-7000-8000-000000000003',
        to: [{ kind: 'wa_phone', value: '+5511987650001' }],
        content: [{ k: 'text', text: 'oi' }],
        statusUrl: '',
      },
      channelContext(channel, fake.settings, { fetch }),
    )
  fake.outage = refusal(401, 'Invalid api_key')
  expect(await send()).toMatchObject({ ok: false, error: { class: 'auth' } })
  fake.outage = refusal(400, 'The number is disabled because of an overdue payment')
  expect(await send()).toMatchObject({
    ok: false,
    error: { class: 'config', message: expect.stringContaining('payment') },
  })
  fake.outage = refusal(502, 'Bad gateway')
  expect(await send()).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
  await fake.close()
})
