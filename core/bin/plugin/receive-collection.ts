import type { AnyChannel } from '@faladesk/plugin-sdk'
import { type Received, receiveRequest } from './receive-request.ts'
import type { Recorded } from './recorded-request.ts'

/** Reads a JSON file that is no webhook itself but holds many, in a list or by name; null where it does not. */
export async function receiveCollection(
  channel: AnyChannel,
  recorded: Recorded,
  settings: Record<string, unknown>,
  verify: boolean,
): Promise<Received | null> {
  const bodies = recorded.kind === 'json' ? bodiesIn(recorded.request.body) : []
  const all: Received[] = []
  for (const body of bodies) {
    const request = { ...recorded.request, body: Buffer.from(JSON.stringify(body)) }
    all.push(await receiveRequest(channel, { ...recorded, request }, settings, verify))
  }
  const read = all.filter((one) => 'events' in one)
  const [first] = read
  if (!first) return null
  const refused = all.flatMap((one) => ('refused' in one ? [`refused: ${one.refused}`] : []))
  return {
    ...first,
    events: read.flatMap(({ events }) => events),
    ignored: [...read.flatMap(({ ignored }) => ignored), ...refused],
  }
}

const bodiesIn = (bytes: Uint8Array): object[] => {
  try {
    const values = Object.values(JSON.parse(Buffer.from(bytes).toString('utf8')) as object)
    return values.every((one) => typeof one === 'object' && one !== null) ? values : []
  } catch {
    return []
  }
}
