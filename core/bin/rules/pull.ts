import { writeFile } from 'node:fs/promises'
import { printDocument } from '@faladesk/rules'
import { type Command, Usage } from '../command.ts'
import { localeOf, localeOption } from './locale.ts'
import { remember } from './remembered.ts'
import { findWorkflow, listed, readWorkflow, type Server, serverOf, serverOptions, workflowsOf } from './server.ts'

const text = { type: 'string' } as const

/** `faladesk rules pull`: takes a workflow's draft from a server into a file that git shows well. */
export const pull: Command = {
  name: 'rules pull',
  usage: '[--workflow ID|NAME] [--out FILE] [--published] [--url URL] [--key KEY]',
  does: 'Takes the draft of a workflow (--published: what is in force) from a server, into FILE or onto the screen.',
  options: { workflow: text, out: text, published: { type: 'boolean' }, ...serverOptions, ...localeOption },
  async run(given, print, _, complain) {
    const server = serverOf(given, localeOf(given))
    const { id, name, draft, draft_revision, published } = await readWorkflow(
      server,
      await chosen(server, given.workflow),
    )
    if (given.published && published === null) throw new Error(`Nothing of "${name}" was published yet.`)
    const document = printDocument(given.published ? published : draft)
    if (typeof given.out !== 'string') {
      print(document)
      return 0
    }
    await writeFile(given.out, `${document}\n`)
    await remember(given.out, server.url, { workflow: id, revision: draft_revision })
    if (given.json) print(JSON.stringify({ workflow: id, name, revision: draft_revision, file: given.out }))
    else complain(`${given.out} has "${name}", draft ${draft_revision}.`)
    return 0
  },
}

async function chosen(server: Server, asked: string | boolean | undefined): Promise<string> {
  if (typeof asked === 'string') {
    const found = await findWorkflow(server, asked)
    if (found) return found.id
    throw new Usage(`There is no workflow "${asked}": ${listed(await workflowsOf(server))}.`)
  }
  const all = await workflowsOf(server)
  const [only] = all
  if (only && all.length === 1) return only.id
  throw new Usage(`--workflow is missing: ${listed(all)}.`)
}
