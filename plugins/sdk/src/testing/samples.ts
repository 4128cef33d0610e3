import type { ChannelContext } from '../channel.ts'
import type { InboundEvent } from '../events.ts'
import type { RawRequest } from '../requests.ts'
import type { SampleRequest } from './context.ts'
import type { HealthSample } from './health.ts'
import type { HeldMediaSamples } from './held-media.ts'
import type { CandidateTable } from './identities.ts'
import type { MediaSamples } from './media.ts'
import type { OriginalSample } from './original.ts'
import type { SendSamples } from './send.ts'
import type { StreamSamples } from './stream.ts'
import type { TemplateSamples } from './template-list.ts'

/** A recorded webhook and the exact events it must become. */
export interface ChannelCase {
  name: string
  request: SampleRequest
  events: InboundEvent[]
  /** Where the events are written; `FALADESK_RECORD=1` writes them anew. */
  golden?: URL
}

/** What a channel is tried with; each sample brings its laws. */
export interface ChannelSamples<S extends object = object> {
  settings: S
  cases: ChannelCase[]
  /** Signs a request as the provider would for the inbox of `ctx`. */
  sign(request: RawRequest, ctx: ChannelContext<S>): RawRequest
  /** The inbox of another organization: what differs in its context. */
  other: Partial<ChannelContext<S>>
  /** Takes the signature off; the recorded request itself when absent. */
  unsign?(request: RawRequest): RawRequest
  /** Forgeries of a signed request; changed bytes and another URL when absent. */
  tamper?(signed: RawRequest): RawRequest[]
  /** What each provider answer must become; absent where sending makes no request. */
  send?: SendSamples
  /** Settings that lack what a signature is checked with, and those of a rotation that still know the old secret. */
  keyless?: S[]
  rotated?: S
  /** Fetching of files, of a channel with `fetchMedia`: from a provider, or out of the delivery itself. */
  media?: MediaSamples<S> | HeldMediaSamples
  /** What the sender wrote, out of the delivery, of a channel with `original`. */
  originals?: OriginalSample[]
  /** Answers to the test button, of a channel with `test`. */
  health?: HealthSample[]
  /** Answers to setting up the provider's webhook, of a channel with `setup`. */
  setup?: HealthSample[]
  /** The provider's list, of a channel with `templates`. */
  templates?: TemplateSamples
  /** Ways an address may be written, of a channel with `candidates`. */
  candidates?: CandidateTable
  /** A source to read from, of a channel with `stream`. */
  stream?: StreamSamples<S>
}
