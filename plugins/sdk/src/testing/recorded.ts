import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { InboundEvent } from '../events.ts'
import type { ChannelCase } from './samples.ts'

/** What is known of a recorded body beside its bytes. */
export interface RecordedAs {
  hook?: string
  headers?: Record<string, string>
  query?: Record<string, string>
}

/**
 * Reads a folder of recorded bodies, each beside the `NAME.events.json` it must become. `as` says, by the first word of a
 * file's name, which hook it came by. `FALADESK_RECORD=1` writes the events anew, to be read before they are believed.
 */
export const recordedCases = (folder: URL, as: Record<string, RecordedAs> = {}): ChannelCase[] =>
  readdirSync(folder)
    .filter((file) => !/\.events\.json$|\.md$/.test(file))
    .sort()
    .map((file) => {
      const stem = file.replace(/\.[^.]+$/, '')
      const kind = file.slice(stem.length + 1)
      const golden = new URL(`${stem}.events.json`, folder)
      const known = as[stem.split('-')[0] ?? ''] ?? {}
      return {
        name: stem.replaceAll('-', ' '),
        request: {
          hook: known.hook ?? 'inbound',
          body: readFileSync(new URL(file, folder)),
          headers: { ...(types[kind] && { 'content-type': types[kind] }), ...known.headers },
          ...(known.query && { query: known.query }),
        },
        events: existsSync(golden) ? (JSON.parse(readFileSync(golden, 'utf8')) as InboundEvent[]) : [],
        golden,
      }
    })

const types: Record<string, string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  eml: 'message/rfc822',
}
