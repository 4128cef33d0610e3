/** What is known of a message besides its words; every one may be absent. */
export interface Flags {
  subject?: string
  /** The business's own address it came to. */
  account?: string
  /** From, to and copies as the mail had them; the plugin may not tell copies apart. */
  from?: Address
  to?: Address[]
  cc?: Address[]
  /** Somebody nobody knew wrote into this conversation. */
  stranger?: boolean
  /** The sender may not be who they say they are. */
  spoofRisk?: boolean
  authentication?: { spf?: string; dkim?: string; dmarc?: string }
  /** Written by a machine; sent to many. */
  auto?: boolean
  bulk?: boolean
  /** Of ours: the provider still tries. */
  delayed?: boolean
  forwarded?: boolean
  /** Of a line of the system: the conversation it tells of. */
  linked?: string
}

export interface Address {
  name?: string
  value: string
}
