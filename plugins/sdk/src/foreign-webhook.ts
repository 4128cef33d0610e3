import type { ChannelContext } from './channel.ts'
import { say, type Text } from './words.ts'

/**
 * What to tell an admin when the address a provider delivers to is somebody else's; null when it is free to be set: nobody's,
 * this inbox's at an older address, or another of this desk.
 */
export function foreignWebhook(
  address: string | undefined,
  { webhooks, publicUrl }: Pick<ChannelContext, 'webhooks' | 'publicUrl'>,
): Text | null {
  if (!address) return null
  const [there, desk, ...hooks] = [address, publicUrl, ...Object.values(webhooks)].map((one) =>
    URL.canParse(one) ? new URL(one) : null,
  )
  const isOurs = [desk, ...hooks].some((one) => one && one.origin === there?.origin)
  if (isOurs || hooks.some((one) => one && one.pathname === there?.pathname)) return null
  // Its path may be a secret of theirs.
  const place = there?.host || address.slice(0, 60)
  return say(
    `O provedor já entrega as mensagens em ${place}, de outro sistema, e não o desligamos. Se devem chegar aqui, use “Configurar de novo” nos endereços desta caixa.`,
    `El proveedor ya entrega los mensajes en ${place}, de otro sistema, y no lo desconectamos. Si deben llegar aquí, use “Configurar de nuevo” en las direcciones de esta bandeja.`,
    `The provider already delivers messages to ${place}, of another system, and we did not disconnect it. If they belong here, use “Set up again” at this inbox’s addresses.`,
  )
}
