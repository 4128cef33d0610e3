import { randomUUID } from 'node:crypto'
import { openProject, type Person, type Project } from './project.ts'

/** A project with two people and topics of its own: `<name>:all…` is open to both, `<name>:<user id>` to that user alone. */
export type Suite = {
  name: string
  project: Project
  ana: Person
  bia: Person
  /** Sends as the database does, and says so to the embedded stack. */
  send(topic: string, payload: object): Promise<void>
  close(): Promise<void>
}

/** Opens the project and makes the policies of its topics. */
export async function openSuite(): Promise<Suite> {
  const name = `suite_${randomUUID().slice(0, 8)}`
  const project = await openProject()
  const [ana, bia] = [await project.signUp(), await project.signUp()]
  const topic = '(select realtime.topic())'
  const mine = `${topic} like '${name}:all%' or ${topic} = '${name}:' || (select auth.uid())::text`
  await project.sql.unsafe(`
    create policy "${name} read" on realtime.messages for select to authenticated using (${mine});
    create policy "${name} write" on realtime.messages for insert to authenticated with check (${mine})`)
  return {
    name,
    project,
    ana,
    bia,
    async send(to, payload) {
      await project.sql`select realtime.send(${project.sql.json(payload as never)}, 'message', ${to}, true)`
      project.embedded?.nudge()
    },
    async close() {
      await project.sql.unsafe(`
        drop policy "${name} read" on realtime.messages;
        drop policy "${name} write" on realtime.messages`)
      await project.stop()
    },
  }
}
