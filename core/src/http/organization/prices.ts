import { say } from '@faladesk/plugin-sdk'
import type { MessagePrice } from '../../contract/index.ts'
import { json, type Tx } from '../../store/database.ts'
import { badFields, type Wrong } from '../refusal.ts'

/** What the organization pays for messages, as it told us. */
export const readPrices = (tx: Tx): Promise<MessagePrice[]> => tx<MessagePrice[]>`
  select channel, category, amount::float8 as amount, currency from public.message_prices
  where organization_id = private.current_organization() order by channel, category`

/** Puts these prices in the place of those before. */
export const setPrices = async (tx: Tx, prices: readonly MessagePrice[]): Promise<void> => {
  const seen = new Set<string>()
  const wrong = prices.flatMap(({ channel, category }, index): Wrong[] => {
    const key = `${channel} ${category}`
    if (seen.has(key)) return [{ field: `message_prices.${index}.category`, message: twice }]
    seen.add(key)
    return []
  })
  if (wrong.length > 0) throw badFields(...wrong)
  await tx`delete from public.message_prices where organization_id = private.current_organization()`
  await tx`
    insert into public.message_prices (organization_id, channel, category, amount, currency)
    select private.current_organization(), p ->> 'channel', p ->> 'category', (p ->> 'amount')::numeric, p ->> 'currency'
    from jsonb_array_elements(${json(tx, prices)}) p`
}

const twice = say(
  'Este canal já tem um preço para esta categoria; deixe um só.',
  'Este canal ya tiene un precio para esta categoría; deje uno.',
  'This channel already has a price for this category; keep one.',
)
