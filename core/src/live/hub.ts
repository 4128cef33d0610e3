import type { Identity } from '@faladesk/plugin-sdk'
import type { WebSocket } from '@fastify/websocket'

/** One open socket of a web visitor who has said hello. */
export interface Visitor {
  socket: WebSocket
  inboxId: string
  organizationId: string
  identity: Identity
}

/** The open sockets of web visitors, across replicas. */
export interface LiveHub {
  /** Shows messages (by id) to the visitors of their conversations, here and on other replicas; answers how many sockets here. */
  show(organizationId: string, messageIds: readonly string[]): Promise<number>
  /** Another replica says these messages are to be shown. */
  heard(organizationId: string, messageIds: readonly string[]): void
  /** Pushes a passing frame (typing, read) to one visitor's sockets, here and on other replicas; answers how many here. */
  push(inboxId: string, to: Identity, frame: object): number
  /** Another replica passes on a frame. */
  passed(word: string): void
  /** Whether a visitor has a socket open on this replica. */
  reaches(inboxId: string, to: Identity): boolean
  add(visitor: Visitor): void
  remove(visitor: Visitor): void
  /** How many sockets are open here. */
  size(): number
}
