import { type ChannelContext, say, type TestResult } from '@faladesk/plugin-sdk'
import { askRelay } from '../sending/relay.ts'
import type { EmailSettings } from '../settings/settings.ts'

/** Asks the relay whether it is there and knows our secret; a gate that only takes POST answers 405, which is there too. */
export async function checkRelay(ctx: ChannelContext<EmailSettings>): Promise<TestResult> {
  const status = await askRelay(ctx).catch(() => 0)
  if (status === 401 || status === 403) return { ok: false, field: 'relay.secret', message: refused }
  return (status >= 200 && status < 300) || status === 405 || status === 400
    ? { ok: true }
    : { ok: false, field: 'relay.url', message: away }
}

const refused = say(
  'O serviço de envio recusou o segredo. Copie-o de lá outra vez.',
  'El servicio de envío rechazó el secreto. Cópielo de allí otra vez.',
  'The sending service refused the secret. Copy it from there again.',
)
const away = say(
  'Neste endereço não responde nenhum serviço de envio. Confira o endereço inteiro, com https://.',
  'En esta dirección no responde ningún servicio de envío. Revise la dirección completa, con https://.',
  'No sending service answers at this address. Check the whole address, with https://.',
)
