import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { App } from '@supabase/lite'

type Storage = NonNullable<App['_storageAdapter']>
type Metadata = Awaited<ReturnType<Storage['headObject']>>

/** Where an object's bytes are, and beside them in a tree of its own the type it was stored with. */
type Place = { bytes: string; type: string }

/**
 * Keeps the storage API's files in a folder, as `<folder>/files/<bucket>/<path>`. Lite has such an adapter but does not
 * export it; this one also refuses paths that leave their bucket, remembers each file's type instead of guessing it from
 * the name, and writes a file beside its place before moving it there.
 */
export function folderStorage(folder: string): Storage {
  const place = (bucket: string, key: string): Place => {
    const inTree = (tree: string) => {
      const root = resolve(folder, tree, bucket)
      const path = resolve(root, key)
      if (!path.startsWith(root + sep) || dirname(root) !== resolve(folder, tree))
        throw new Error('This storage path leaves its bucket')
      return path
    }
    return { bytes: inTree('files'), type: inTree('types') }
  }
  const remove = async (bucket: string, key: string) => {
    const { bytes, type } = place(bucket, key)
    await Promise.all([rm(bytes, { force: true }), rm(type, { force: true })])
  }
  return {
    driver: folder,
    async getObject(bucket, key, _version, headers) {
      const at = place(bucket, key)
      const metadata = await describe(at)
      if (headers?.ifNoneMatch === metadata.eTag) return { httpStatusCode: 304, metadata }
      return { httpStatusCode: 200, metadata, body: Readable.toWeb(createReadStream(at.bytes)) }
    },
    async uploadObject(bucket, key, _version, body, contentType, cacheControl) {
      const at = place(bucket, key)
      const bytes = body instanceof Uint8Array ? body : await collect(body)
      await put(at.type, contentType)
      await put(at.bytes, bytes)
      return { ...(await describe(at)), cacheControl }
    },
    deleteObject: remove,
    async deleteObjects(bucket, keys) {
      await Promise.all(keys.map((key) => remove(bucket, key)))
    },
    async copyObject(bucket, key, _version, toBucket, toKey) {
      const [from, to] = [place(bucket, key), place(toBucket, toKey)]
      await put(to.type, await readFile(from.type))
      await mkdir(dirname(to.bytes), { recursive: true, mode: 0o700 })
      await copyFile(from.bytes, to.bytes)
      const { eTag, lastModified } = await describe(to)
      return { httpStatusCode: 200, eTag, ...(lastModified && { lastModified }) }
    },
    headObject: (bucket, key) => describe(place(bucket, key)),
    privateAssetUrl: async (bucket, key) => `file://${place(bucket, key).bytes}`,
  }
}

async function put(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}.part`
  await writeFile(draft, content, { mode: 0o600 })
  await rename(draft, path)
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function describe({ bytes, type }: Place): Promise<Metadata> {
  const { size, mtime, mtimeMs } = await stat(bytes)
  const mimetype = await readFile(type, 'utf8').catch(() => 'application/octet-stream')
  const eTag = `"${createHash('md5').update(`${bytes}:${size}:${mtimeMs}`).digest('hex')}"`
  return { cacheControl: 'no-cache', contentLength: size, size, mimetype, lastModified: mtime, eTag }
}
