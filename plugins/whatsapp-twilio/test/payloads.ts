import { readdirSync, readFileSync } from 'node:fs'
import type { ChannelCase } from '@faladesk/plugin-sdk/testing'

const folder = new URL('./payloads/', import.meta.url)

/** The uuid every recorded status callback carries in its URL. */
export const ourId = '0192f3a0-0000-7000-8000-000000000001'

/** Reads the recorded payloads, each with the events it must become. */
export const recorded: ChannelCase[] = readdirSync(folder)
  .filter((file) => file.endsWith('.form'))
  .map((file) => {
    const name = file.slice(0, -'.form'.length)
    const [kind = ''] = name.split('-', 1)
    const status = kind === 'status'
    return {
      name: name.replaceAll('-', ' '),
      request: {
        hook: status || kind === 'stream' ? kind : 'inbound',
        body: readFileSync(new URL(file, folder), 'utf8').trimEnd(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        ...(status && { query: { m: ourId } }),
      },
      events: JSON.parse(readFileSync(new URL(`${name}.events.json`, folder), 'utf8')),
    }
  })
