import type { RawResponse } from '@faladesk/plugin-sdk'

/** A JSON answer to the widget, which no cache may keep. */
export const json = (status: number, body: object): RawResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})
