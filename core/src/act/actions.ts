import type { RuleDocument } from '@faladesk/rules'
import { askAi } from './ask-ai.ts'
import { assign } from './assign.ts'
import { autoReply } from './auto-reply.ts'
import { escalate } from './escalate.ts'
import { ignore } from './ignore.ts'
import { note } from './note.ts'
import { notify } from './notify.ts'
import { priority } from './priority.ts'
import { route } from './route.ts'
import type { Perform } from './scene.ts'
import { setAttribute } from './set-attribute.ts'
import { sla } from './sla.ts'
import { status } from './status.ts'
import { tag } from './tag.ts'
import { wait } from './wait.ts'
import { webhook } from './webhook.ts'

/** Every action this host can do, by the name a rule calls it. What is missing here must not be published. */
export const actions: ReadonlyMap<string, Perform> = new Map(
  Object.entries({
    'auto-reply': autoReply,
    'ask-ai': askAi,
    escalate,
    route,
    wait,
    ignore,
    tag,
    priority,
    'set-attribute': setAttribute,
    assign,
    note,
    status,
    notify,
    sla,
    webhook,
  }),
)

/** The enabled rules of a document that ask for something this host cannot do, by their place in the list. */
export const undoable = ({ rules }: Pick<RuleDocument, 'rules'>): { index: number; type: string }[] =>
  rules.flatMap(({ enabled, event }, index) =>
    enabled === false || actions.has(event.type) ? [] : [{ index, type: event.type }],
  )
