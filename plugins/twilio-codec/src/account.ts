import type { ChannelContext } from '@faladesk/plugin-sdk'

/** What every channel of a Twilio account has among its settings. */
export interface TwilioAccount {
  accountSid: string
  authToken: string
  /** Accepted too while the token is rotated. */
  secondaryAuthToken?: string
  apiBaseUrl?: string
}

/** The context of an inbox of such a channel. */
export type AccountContext = ChannelContext<TwilioAccount>
