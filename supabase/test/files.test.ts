import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProject, type Person, type Project } from './project.ts'

// Files through unchanged supabase-js; runs against a real Supabase too (project.ts).

const suite = `suite_${randomUUID().slice(0, 8)}`
let project: Project
let ana: Person
let bia: Person

beforeAll(async () => {
  project = await openProject()
  ana = await project.signUp()
  bia = await project.signUp()
  const own = `bucket_id = '${suite}' and split_part(name, '/', 1) = (select auth.uid())::text`
  await project.sql.unsafe(`
    insert into storage.buckets (id, name, public) values ('${suite}', '${suite}', false);
    create policy "${suite} own folder" on storage.objects for all to authenticated using (${own}) with check (${own})`)
})

afterAll(async () => {
  const { storage } = project.client({}, project.serviceRoleKey)
  await storage.emptyBucket(suite)
  await storage.deleteBucket(suite)
  await project.sql.unsafe(`drop policy if exists "${suite} own folder" on storage.objects`)
  await project.stop()
})

// A letter in the middle of the signature: the last one's lowest bits belong to no byte.
const forged = (url = '') => url.replace(/.(?=.{9}$)/, (letter) => (letter === 'A' ? 'B' : 'A'))

const own = (person: Person) => person.client.storage.from(suite)

test('what was uploaded comes back the same, to its owner alone', async () => {
  const path = `${ana.id}/recibo.png`
  const bytes = new Uint8Array([137, 80, 78, 71, 0, 255])
  const { error } = await own(ana).upload(path, new Blob([bytes], { type: 'image/png' }))
  expect(error).toBeNull()
  const { data } = await own(ana).download(path)
  expect(new Uint8Array((await data?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes)
  expect(data?.type).toBe('image/png')
  expect((await own(bia).download(path)).error).toBeTruthy()
  expect((await own(bia).upload(`${ana.id}/forged.png`, new Blob([bytes]))).error).toBeTruthy()
  expect((await own(ana).list(ana.id)).data?.map(({ name }) => name)).toEqual(['recibo.png'])
  expect((await own(bia).list(ana.id)).data).toEqual([])
  expect((await own(ana).list()).data).toMatchObject([{ name: ana.id, id: null }])
})
test('a signed address opens a file to whoever has it, for its time only', async () => {
  const path = `${ana.id}/nota.txt`
  await own(ana).upload(path, Buffer.from('olá'), { contentType: 'text/plain' })
  const { data } = await own(ana).createSignedUrl(path, 5)
  expect(await (await fetch(data?.signedUrl ?? '')).text()).toBe('olá')
  expect((await fetch(forged(data?.signedUrl))).ok).toBe(false)
  expect((await own(bia).createSignedUrl(path, 60)).error).toBeTruthy()
  await sleep(6100)
  expect((await fetch(data?.signedUrl ?? '')).ok).toBe(false)
})
test('a signed upload is taken once the owner allowed it', async () => {
  const path = `${ana.id}/envio.bin`
  const { data } = await own(ana).createSignedUploadUrl(path)
  const { error } = await project
    .client()
    .storage.from(suite)
    .uploadToSignedUrl(path, data?.token ?? '', Buffer.from('x'))
  expect(error).toBeNull()
  expect(await (await own(ana).download(path)).data?.text()).toBe('x')
})
test('a removed file is gone', async () => {
  const path = `${ana.id}/velho.txt`
  await own(ana).upload(path, Buffer.from('x'))
  await own(ana).remove([path])
  expect((await own(ana).download(path)).error).toBeTruthy()
})

describe.runIf(!process.env.SUPABASE_URL)('the embedded stack', () => {
  test('a page somebody sent as a file cannot run on our address', async () => {
    const path = `${ana.id}/page.html`
    await ana.client.storage.from(suite).upload(path, Buffer.from('<script>1</script>'), { contentType: 'text/html' })
    const { data } = await ana.client.storage.from(suite).createSignedUrl(path, 60)
    const { headers } = await fetch(data?.signedUrl ?? '')
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('content-disposition')).toBe('attachment')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
  test('a path cannot leave its bucket', async () => {
    for (const path of ['../../keys.json', `..%2f..%2fkeys.json`, `${ana.id}/../../x`]) {
      const answer = await fetch(`${project.url}/storage/v1/object/${suite}/${path}`, {
        method: 'POST',
        headers: { apikey: project.serviceRoleKey, authorization: `Bearer ${project.serviceRoleKey}` },
        body: 'x',
      })
      expect(answer.ok, path).toBe(false)
    }
  })
})
