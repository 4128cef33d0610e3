/** When a conversation began: on the n-th working day before today, the evening before it, or minutes ago. */
export type Start = { day: number; at: string } | { eveOf: number; at: string } | { minutesAgo: number }

/** One thing said, in minutes since the beginning. What the rules answer is not written here: they are run. */
export type Line = { after: number; text: string } & (
  | { by: 'contact'; media?: { mime: string; filename?: string; size: number } }
  | { by: 'ai' }
  | { by: 'ana' | 'bruno' | 'vera'; note?: true; status?: 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' }
)

/** A conversation as it went and how it stands. */
export type Script = {
  contact: string
  inbox: string
  start: Start
  lines: Line[]
  status?: 'open' | 'pending' | 'resolved'
  assignee?: 'ana' | 'bruno' | 'vera'
  tags?: string[]
  /** How many of the last incoming messages no agent has read. */
  unread?: number
}
