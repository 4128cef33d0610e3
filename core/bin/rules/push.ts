import { type RuleDocument, sameJson } from '@faladesk/rules'
import type { WorkflowDetail } from '../../src/contract/index.ts'
import { type Command, type Given, Usage } from '../command.ts'
import { localeOf, localeOption } from './locale.ts'
import { readDocument } from './read-document.ts'
import { refusalLines } from './refusal.ts'
import { recall, remember, type Taken } from './remembered.ts'
import {
  findWorkflow,
  listed,
  readWorkflow,
  type Server,
  ServerRefused,
  serverOf,
  serverOptions,
  workflowsOf,
} from './server.ts'

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

/** `faladesk rules push`: saves a file as a workflow's draft and, if asked, publishes it. */
export const push: Command = {
  name: 'rules push',
  usage:
    'FILE [--workflow ID|NAME] [--create] [--publish --note WHY [--override WHY]] [--revision N] [--url URL] [--key KEY]',
  does: 'Saves FILE as the draft of a workflow, unless somebody saved meanwhile; --publish puts it in force.',
  options: {
    workflow: text,
    create: flag,
    publish: flag,
    note: text,
    override: text,
    revision: text,
    ...serverOptions,
    ...localeOption,
  },
  words: ['FILE'],
  async run(given, print, [file = ''], complain) {
    const locale = localeOf(given)
    const server = serverOf(given, locale)
    checkOptions(given)
    const document = await readDocument(file, locale, complain)
    if (document === null) return 1
    try {
      const said = await pushed(server, file, document, given)
      print(given.json ? JSON.stringify(said) : sentenceOf(said))
      return 0
    } catch (error) {
      if (!(error instanceof ServerRefused)) throw error
      for (const line of refusalLines(error)) complain(line)
      return 1
    }
  },
}

function checkOptions(given: Given): void {
  if (!given.publish && (given.note !== undefined || given.override !== undefined))
    throw new Usage('--note and --override belong to --publish.')
  if (given.revision !== undefined && !/^[1-9]\d{0,8}$/.test(String(given.revision)))
    throw new Usage('--revision must be the number of a draft.')
}

interface Pushed {
  workflow: string
  name: string
  revision: number
  /** False when the draft was like this already. */
  saved: boolean
  /** The version put in force, or the one that was in force already; null without --publish. */
  published: number | null
}

async function pushed(server: Server, file: string, document: RuleDocument, given: Given): Promise<Pushed> {
  const taken = await recall(file, server.url)
  const { before, detail } = await saved(server, document, given, taken)
  const { id: workflow, name, draft_revision: revision } = detail
  await remember(file, server.url, { workflow, revision })
  const done = { workflow, name, revision, saved: before !== revision }
  return { ...done, published: given.publish ? await published(server, detail, given) : null }
}

async function saved(
  server: Server,
  document: RuleDocument,
  given: Given,
  taken: Taken | undefined,
): Promise<{ before: number; detail: WorkflowDetail }> {
  const id = await target(server, document, given, taken)
  if (id === null) return { before: 0, detail: await server.ask('POST', '/workflows', { document }) }
  const there = await readWorkflow(server, id)
  const before = there.draft_revision
  if (sameJson(there.draft, document)) return { before, detail: there }
  const remembered = taken?.workflow === id ? taken.revision : undefined
  const revision = given.revision === undefined ? (remembered ?? before) : Number(given.revision)
  return { before, detail: await server.ask('PUT', `/workflows/${id}/draft`, { document, revision }) }
}

// By what was said, else by what is remembered, else by the document's own name; null makes a new workflow.
async function target(server: Server, { name }: RuleDocument, given: Given, taken: Taken | undefined) {
  if (given.workflow === undefined && !given.create && taken) return taken.workflow
  const asked = typeof given.workflow === 'string' ? given.workflow : name
  const found = await findWorkflow(server, asked)
  if (found) return found.id
  if (given.create) return null
  const all = listed(await workflowsOf(server))
  throw new Usage(`There is no workflow "${asked}": choose one with --workflow (${all}), or make it with --create.`)
}

async function published(server: Server, detail: WorkflowDetail, given: Given): Promise<number> {
  const { id, changed, published_version, draft_revision: revision } = detail
  if (!changed && published_version !== null) return published_version
  const { version } = await server.ask<{ version: number }>('POST', `/workflows/${id}/publish`, {
    revision,
    ...(given.note === undefined ? {} : { note: given.note }),
    ...(given.override === undefined ? {} : { override: given.override }),
  })
  return version
}

const sentenceOf = ({ name, revision, saved, published }: Pushed): string =>
  [
    saved ? `"${name}" is saved as draft ${revision}.` : `"${name}" was like this already (draft ${revision}).`,
    ...(published === null ? [] : [`Version ${published} is in force.`]),
  ].join(' ')
